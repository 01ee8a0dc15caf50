package vn.lienthong.validation;

import java.util.List;

/** Holds resources against R4 and profiles. Thread-safe; the first call takes seconds. */
public interface Validation {

    /**
     * @param text one resource as JSON or XML
     * @param profiles canonical URLs that the resource must conform to, beside those that it claims itself
     * @throws vn.lienthong.shared.ExchangeException when too many validations are under way
     */
    List<Finding> findings(String text, List<String> profiles);
}
