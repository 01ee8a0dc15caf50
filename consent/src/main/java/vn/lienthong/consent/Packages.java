package vn.lienthong.consent;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The packages of the caller's open consultations, found by row without building a key for each. */
final class Packages {

    private final Map<String, List<Named>> byId = new HashMap<>();
    private final boolean notOpen;

    private record Named(String type, Consultation consultation, Decision permit) {}

    Packages(Request request) {
        boolean usable = request.purpose().treats() && request.action().looks();
        boolean anyOpen = false;
        for (Consultation consultation : request.consultations()) {
            if (consultation.open().contains(request.now())) {
                anyOpen = true;
                if (usable) {
                    add(consultation);
                }
            }
        }
        notOpen = !anyOpen && !request.consultations().isEmpty();
    }

    private void add(Consultation consultation) {
        Decision permit = new Decision.Permit(
                LegalBasis.CONSULTATION,
                List.of(new ProvisionRef(consultation.task(), "")),
                Set.of(Reason.NAMED_IN_CONSULTATION));
        for (String resource : consultation.resources()) {
            int slash = resource.indexOf('/');
            if (slash > 0) {
                byId.computeIfAbsent(resource.substring(slash + 1), id -> new ArrayList<>())
                        .add(new Named(resource.substring(0, slash), consultation, permit));
            }
        }
    }

    /** Whether the caller has consultations and none of them is open. */
    boolean notOpen() {
        return notOpen;
    }

    /** The Tasks whose packages name rows. */
    Stream<ProvisionRef> tasks() {
        return byId.values().stream()
                .flatMap(List::stream)
                .flatMap(named -> named.permit().provisions().stream())
                .distinct();
    }

    @Nullable
    Decision of(Row row, boolean ordinary) {
        List<Named> named = byId.get(row.id());
        if (named == null) {
            return null;
        }
        for (Named each : named) {
            if (each.type().equals(row.type())
                    && (ordinary || names(each.consultation().labels(), row))) {
                return each.permit();
            }
        }
        return null;
    }

    /** As for a grant: every label, and the confidentiality too where no label explains it. */
    private static boolean names(Set<String> labels, Row row) {
        Set<String> sensitivity = row.sensitivity();
        boolean explained = !sensitivity.isEmpty() && Confidentiality.level(row) == Confidentiality.RESTRICTED;
        return labels.containsAll(sensitivity)
                && (explained || row.confidentiality() == null || labels.contains(row.confidentiality()));
    }
}
