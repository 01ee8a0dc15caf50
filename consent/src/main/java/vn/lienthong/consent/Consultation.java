package vn.lienthong.consent;

import java.util.Set;

/**
 * What an accepted referral <a href="https://hl7.org/fhir/R4/task.html">Task</a> of the caller lets the caller see.
 *
 * @param task key of the Task
 * @param resources the {@code Type/id} of each resource that the package names
 * @param labels sensitivity labels that the patient agreed to send along; a sensitive row needs all of its own here
 * @param open from acceptance until closing
 */
public record Consultation(String task, Set<String> resources, Set<String> labels, Period open) {
    public Consultation {
        Text.required(task, "task");
        resources = Set.copyOf(resources);
        labels = Set.copyOf(labels);
    }
}
