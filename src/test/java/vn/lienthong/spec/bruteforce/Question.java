package vn.lienthong.spec.bruteforce;

import java.util.Set;

/**
 * One parameter of a search, and what looking at each resource finds.
 *
 * @param name with its modifier
 * @param keys {@code Type/id} of the resources that answer it
 */
public record Question(String type, String name, String value, Set<String> keys) {

    public Question {
        keys = Set.copyOf(keys);
    }
}
