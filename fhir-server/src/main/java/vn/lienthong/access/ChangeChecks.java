package vn.lienthong.access;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import vn.lienthong.access.ChangeCheck.Proposal;
import vn.lienthong.record.Change;
import vn.lienthong.record.Packing;
import vn.lienthong.record.RecordRow;
import vn.lienthong.record.ResourceJson;

/** Asks other features about what is about to be stored. */
@Component
class ChangeChecks {

    private final List<ChangeCheck> checks;
    private final Packing packing;

    ChangeChecks(List<ChangeCheck> checks, Packing packing) {
        this.checks = List.copyOf(checks);
        this.packing = packing;
    }

    void check(List<Change> changes) {
        for (var check : checks) {
            var proposals = changes.stream()
                    .map(Change::row)
                    .filter(row -> check.types().contains(row.type()))
                    .map(row -> new Proposal(row.key(), resource(row)))
                    .toList();
            if (!proposals.isEmpty()) {
                check.check(proposals);
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
