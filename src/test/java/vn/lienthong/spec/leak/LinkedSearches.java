package vn.lienthong.spec.leak;

import static vn.lienthong.spec.leak.Question.get;
import static vn.lienthong.spec.leak.RecordSearches.within;

import java.util.ArrayList;
import java.util.List;

/** Searches that go from resource to resource, with what is hidden at each place of the way. */
final class LinkedSearches {

    private LinkedSearches() {}

    static List<Question> of(Subject subject) {
        var questions = new ArrayList<Question>();
        chains(subject).forEach(search -> questions.add(get("search:reference", search)));
        reverse(subject).forEach(search -> questions.add(get("search:reference", search)));
        included(subject).forEach(search -> questions.add(get("search:revinclude", search)));
        persons(subject).forEach(search -> questions.add(get("search:reference", search)));
        return questions;
    }

    private static List<String> chains(Subject subject) {
        String observations = within(subject, "Observation");
        String reports = within(subject, "DiagnosticReport");
        return List.of(
                // hidden at the end
                observations + "&encounter.status=finished",
                observations + "&encounter.status:not=nothing-has-this-code&_count=1",
                observations + "&has-member.code=" + Subject.HIDDEN_CODE,
                observations + "&has-member:Observation.value-quantity=gt1",
                observations + "&derived-from:DocumentReference.status=current",
                observations + "&based-on:ServiceRequest.identifier:missing=false",
                observations + "&encounter._id=" + Json.id(subject.hidden("Encounter")),
                within(subject, "Composition") + "&entry:Observation.code=" + Subject.HIDDEN_CODE,
                within(subject, "Coverage") + "&payor:Patient.family=leak" + subject.name(),
                within(subject, "Task") + "&focus:ServiceRequest.code=" + Subject.HIDDEN_CODE,
                // hidden in the middle, and at the end
                observations + "&based-on:ServiceRequest.encounter.status=finished",
                observations + "&has-member:Observation.encounter.identifier:missing=false",
                observations + "&has-member:Observation.has-member:Observation.code=2823-3",
                reports + "&result.has-member:Observation.code=" + Subject.HIDDEN_CODE,
                reports + "&result:Observation.based-on:ServiceRequest.encounter.status=finished&_sort=-_id&_count=1",
                // the patient's registrations, one of which is hidden
                observations + "&subject:Patient.given=hidden",
                observations + "&subject.family=leak" + subject.name() + "&_summary=count",
                observations + "&_list=" + subject.name() + "-hidden",
                "Observation?_list=" + subject.name() + "-hidden");
    }

    private static List<String> reverse(Subject subject) {
        String observations = within(subject, "Observation");
        String encounters = within(subject, "Encounter");
        return List.of(
                // what refers is hidden, or seen beside others that are hidden
                observations + "&_has:Provenance:target:agent=Practitioner/clinician-22066",
                observations + "&_has:Observation:has-member:code=" + Subject.HIDDEN_CODE,
                observations + "&_has:Observation:has-member:status=final&_count=1",
                observations + "&_has:DiagnosticReport:result:status=final",
                observations + "&_has:Composition:entry:status=final",
                encounters + "&_has:Observation:encounter:code=" + Subject.HIDDEN_CODE,
                encounters + "&_has:Condition:encounter:code=I10",
                // further links behind it, and before it
                observations + "&_has:Observation:has-member:_has:Provenance:target:agent:missing=false",
                observations + "&_has:Observation:has-member:encounter.status=finished",
                observations + "&encounter._has:Condition:encounter:code=I10",
                observations + "&based-on:ServiceRequest._has:Task:based-on:status=requested",
                "Observation?_id=" + Json.id(subject.hidden("Observation")) + "," + Json.id(subject.seen("Observation"))
                        + "&_has:DiagnosticReport:result:status=final");
    }

    private static List<String> included(Subject subject) {
        String observations = within(subject, "Observation");
        String encounters = within(subject, "Encounter");
        return List.of(
                observations + "&_revinclude=Provenance:target",
                observations + "&_revinclude=Observation:has-member",
                observations + "&_revinclude=*",
                observations + "&_revinclude=*&_count=1",
                observations + "&_include=*&_revinclude=DiagnosticReport:*&_revinclude:iterate=Composition:entry",
                encounters + "&_revinclude=Observation:encounter&_revinclude:iterate=Provenance:target",
                encounters + "&_revinclude=Condition:encounter&_summary=count",
                encounters + "&_revinclude=*&_include:iterate=*",
                within(subject, "ServiceRequest") + "&_revinclude=Task:focus&_revinclude=Task:based-on",
                "Encounter?_id=" + Json.id(subject.hidden("Encounter")) + "," + Json.id(subject.seen("Encounter"))
                        + "&_revinclude=*");
    }

    /** The person looked for by what is known, and by what the record holds. */
    private static List<String> persons(Subject subject) {
        String number = "identifier=" + subject.cccd();
        return List.of(
                "Patient?" + number + "&_revinclude=Observation:subject",
                "Patient?" + number + "&_revinclude=Coverage:payor&_revinclude=Provenance:target",
                "Patient?" + number + "&_revinclude=*",
                "Patient?_has:Observation:subject:code=" + Subject.HIDDEN_CODE + "&" + number,
                "Patient?_has:Coverage:payor:status=active&" + number,
                "Patient?_has:Condition:patient:encounter.status=finished&" + number,
                "Patient?_list=" + subject.name() + "-hidden",
                "Observation?subject:Patient.identifier=" + subject.cccd(),
                "Observation?patient.identifier=" + subject.cccd() + "&_count=1",
                "Observation?patient.given=hidden&patient.identifier=" + subject.cccd(),
                "Observation?subject.family=leak" + subject.name() + "&_revinclude=*",
                "Condition?patient._has:Observation:patient:code=" + Subject.HIDDEN_CODE + "&patient.identifier="
                        + subject.cccd(),
                "Encounter?subject.family=leak" + subject.name() + "&_has:Observation:encounter:status=final");
    }
}
