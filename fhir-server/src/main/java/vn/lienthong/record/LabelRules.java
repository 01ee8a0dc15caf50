package vn.lienthong.record;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import vn.lienthong.terminology.CodeSystems;
import vn.lienthong.terminology.SecurityLabel;
import vn.lienthong.terminology.SensitiveCodes;
import vn.lienthong.terminology.ValueSet;
import vn.lienthong.terminology.ValueSetReader;

/** The value sets in force, compiled. A version never comes back, so what is kept is never stale. */
@Component
class LabelRules {

    private static final String SHIPPED = "shipped/";

    /** What one version of the value sets says. */
    record Rules(long version, SensitiveCodes codes, Map<String, SecurityLabel> byCode) {

        Set<String> labelsOf(Telling telling) {
            Set<String> labels = Set.of();
            for (var code : telling.codes()) {
                for (var label : codes.labelsOf(code.system(), code.code())) {
                    if (labels.isEmpty()) {
                        labels = new LinkedHashSet<>();
                    }
                    labels.add(label.code());
                }
            }
            return labels;
        }

        /** A label that follows from elsewhere may be one that only a client uses; its system is not known then. */
        SecurityLabel label(String code) {
            return byCode.getOrDefault(code, new SecurityLabel("", code, code));
        }
    }

    private final LabelStore store;
    private final AtomicReference<Rules> compiled =
            new AtomicReference<>(new Rules(-1, new SensitiveCodes(List.of()), Map.of()));

    LabelRules(LabelStore store) {
        this.store = store;
    }

    /** The rules in force until the transaction ends. */
    Rules hold() {
        long version = store.hold();
        var known = compiled.get();
        if (known.version() == version) {
            return known;
        }
        var rules = compile(version, store.valueSets());
        compiled.set(rules);
        return rules;
    }

    /** An operator's set takes the place of the shipped one with its address. */
    private static Rules compile(long version, Map<String, byte[]> sets) {
        var operators = sets.entrySet().stream()
                .filter(entry -> !entry.getKey().startsWith(SHIPPED))
                .map(entry -> read(entry.getValue()))
                .toList();
        var replaced = operators.stream().map(ValueSet::url).collect(Collectors.toUnmodifiableSet());
        var all = new ArrayList<>(operators);
        sets.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(SHIPPED))
                .map(entry -> read(entry.getValue()))
                .filter(shipped -> !replaced.contains(shipped.url()))
                .forEach(all::add);
        return new Rules(version, new SensitiveCodes(all), byCode(all));
    }

    private static Map<String, SecurityLabel> byCode(Collection<ValueSet> sets) {
        var byCode = new HashMap<String, SecurityLabel>();
        byCode.put("R", SecurityLabel.RESTRICTED);
        byCode.put("V", new SecurityLabel(SecurityLabel.RESTRICTED.system(), "V", "very restricted"));
        for (var set : sets) {
            set.label()
                    .ifPresent(label -> byCode.merge(
                            label.code(),
                            label,
                            (one, other) -> one.system().equals(CodeSystems.ACT_CODE) ? one : other));
        }
        return Map.copyOf(byCode);
    }

    private static ValueSet read(byte[] json) {
        try {
            return ValueSetReader.read(ResourceJson.MAPPER.readTree(json));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
