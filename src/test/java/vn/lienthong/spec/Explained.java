package vn.lienthong.spec;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Parameters of an explanation, or the parts of one of them. */
record Explained(JsonNode parts) {

    static Explained of(Answer answer) {
        return new Explained(answer.json().path("parameter"));
    }

    List<Explained> all(String name) {
        List<Explained> found = new ArrayList<>();
        parts.forEach(part -> {
            if (part.path("name").asText().equals(name)) {
                found.add(new Explained(part.path("part")));
            }
        });
        return found;
    }

    /** Simple values of this name; of a reference what it refers to. */
    List<String> values(String name) {
        List<String> found = new ArrayList<>();
        parts.forEach(part -> {
            if (part.path("name").asText().equals(name)) {
                part.properties().forEach(element -> {
                    if (element.getKey().startsWith("value")) {
                        JsonNode value = element.getValue();
                        found.add(value.isObject() ? value.path("reference").asText() : value.asText());
                    }
                });
            }
        });
        return found;
    }

    String value(String name) {
        return values(name).stream().findFirst().orElse("");
    }

    int number(String name) {
        return value(name).isEmpty() ? 0 : Integer.parseInt(value(name));
    }

    /** The English of a text. */
    String english(String name) {
        for (JsonNode part : parts) {
            if (part.path("name").asText().equals(name)) {
                return part.at("/_valueString/extension/0/extension/1/valueString")
                        .asText();
            }
        }
        return "";
    }

    Optional<Explained> recipient(String reference) {
        return all("recipient").stream()
                .filter(recipient -> recipient.value("reference").equals(reference))
                .findFirst();
    }

    /** What is told about others' data with exactly these labels. */
    Explained access(String... labels) {
        return all("access").stream()
                .filter(access -> access.value("data").equals("others"))
                .filter(access -> access.values("label").equals(List.of(labels)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("No access to " + List.of(labels) + " in " + parts));
    }

    /** Of all data, own and others', how many rows are open. */
    int open() {
        return count("permit", "count") + count("deny", "otherwise");
    }

    int closed() {
        return count("deny", "count") + count("permit", "otherwise");
    }

    private int count(String decision, String name) {
        return all("access").stream()
                .filter(access -> access.value("decision").equals(decision))
                .mapToInt(access -> access.number(name))
                .sum();
    }
}
