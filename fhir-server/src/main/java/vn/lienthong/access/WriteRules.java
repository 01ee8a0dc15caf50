package vn.lienthong.access;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import vn.lienthong.access.WriteRule.Proposal;
import vn.lienthong.record.Change;
import vn.lienthong.record.Packing;
import vn.lienthong.record.RecordRow;
import vn.lienthong.record.ResourceJson;

/** Asks other features about what is about to be stored. */
@Component
class WriteRules {

    private final List<WriteRule> rules;
    private final Packing packing;

    WriteRules(List<WriteRule> rules, Packing packing) {
        this.rules = List.copyOf(rules);
        this.packing = packing;
    }

    void check(List<Change> changes) {
        for (var rule : rules) {
            var proposals = changes.stream()
                    .map(Change::row)
                    .filter(row -> rule.types().contains(row.type()))
                    .map(row -> new Proposal(row.key(), resource(row)))
                    .toList();
            if (!proposals.isEmpty()) {
                rule.check(proposals);
            }
        }
    }

    private Optional<JsonNode> resource(RecordRow row) {
        if (row.deleted()) {
            return Optional.empty();
        }
        try {
            return Optional.of(ResourceJson.MAPPER.readTree(packing.unpack(row.requireBody())));
        } catch (IOException e) {
            throw new UncheckedIOException("What is to be stored is JSON", e);
        }
    }
}
