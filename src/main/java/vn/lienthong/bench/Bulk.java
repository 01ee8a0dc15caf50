package vn.lienthong.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import vn.lienthong.sample.Push;

/** Files of lines, out and in, as a facility's own system asks for them. */
final class Bulk {

    /** Files are fetched by as many, as bulk clients do. */
    private static final int FETCHERS = 2;

    /** Whose files are brought in: people beyond those that everything else is measured with. */
    private static final int PEOPLE_OF_A_ROUND = 4;

    private static final long BETWEEN_QUESTIONS_NANOS = 20_000_000;

    private final FhirClient client;
    private final Issuer issuer;
    private final People people;
    private final ObjectMapper json = new ObjectMapper();

    Bulk(FhirClient client, Issuer issuer, People people) {
        this.client = client;
        this.issuer = issuer;
        this.people = people;
    }

    /** From the kick-off until the last line of the last file. */
    List<Line> export(BareDatabase bare, int rounds) {
        List<Double> rates = new ArrayList<>();
        List<Double> preparing = new ArrayList<>();
        for (int round = 0; round <= rounds; round++) {
            long began = System.nanoTime();
            String token = issuer.facilitySystem(People.FACILITY);
            byte[] manifest = complete(token, client.kickOff(token, "Patient/$export"));
            long prepared = System.nanoTime();
            long lines = fetch(token, manifest);
            if (round > 0) {
                rates.add(lines * 1e9 / (System.nanoTime() - began));
                preparing.add(lines * 1e9 / (prepared - began));
            }
        }
        Rates all = new Rates(rates);
        Rates limit = bare.written(People.FACILITY, rounds);
        return List.of(
                Line.of("$export, kick-off to last line, %d fetchers".formatted(FETCHERS), all.middle(), "resources/s")
                        .spread(all.spread() + ", prepared at " + new Rates(preparing).spread())
                        .atLeast(20_000)
                        .limit("JDBC %s rows/s (%s)".formatted(Line.number(limit.middle()), limit.spread())));
    }

    private byte[] complete(String token, String status) {
        while (true) {
            Optional<byte[]> manifest = client.complete(token, status);
            if (manifest.isPresent()) {
                return manifest.get();
            }
            LockSupport.parkNanos(BETWEEN_QUESTIONS_NANOS);
        }
    }

    private long fetch(String token, byte[] manifest) {
        List<Future<Long>> files = new ArrayList<>();
        try (ExecutorService fetchers = Executors.newFixedThreadPool(FETCHERS)) {
            for (JsonNode file : parsed(manifest).path("output")) {
                files.add(fetchers.submit(
                        () -> client.lines(token, file.path("url").asText())));
            }
            long lines = 0;
            for (Future<Long> file : files) {
                lines += file.get();
            }
            return lines;
        } catch (ExecutionException failed) {
            throw Rounds.failure(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new BenchFailure("Interrupted.");
        }
    }

    /** Resources of new people, a file for each of their facilities; made before the clock runs. */
    Rates bringIn(int rounds) {
        List<Double> rates = new ArrayList<>();
        for (int round = 0; round <= rounds; round++) {
            Map<String, ByteArrayOutputStream> files = new TreeMap<>();
            int sent = 0;
            for (int person = 0; person < PEOPLE_OF_A_ROUND; person++) {
                for (Push push : people.pushes(people.size() + round * PEOPLE_OF_A_ROUND + person)) {
                    append(push, files.computeIfAbsent(push.facilityCode(), code -> new ByteArrayOutputStream()));
                    sent += push.resources();
                }
            }
            long began = System.nanoTime();
            files.forEach(this::bringIn);
            if (round > 0) {
                rates.add(sent * 1e9 / (System.nanoTime() - began));
            }
        }
        return new Rates(rates);
    }

    private void bringIn(String facility, ByteArrayOutputStream file) {
        JsonNode report = parsed(client.bringIn(issuer.facilitySystem(facility), file.toByteArray()));
        if (report.path("refused").asLong() > 0) {
            throw new BenchFailure("Lines were refused: " + report);
        }
    }

    private void append(Push push, ByteArrayOutputStream file) {
        try {
            for (JsonNode entry : parsed(push.transactionBundle()).path("entry")) {
                file.write(json.writeValueAsBytes(entry.path("resource")));
                file.write('\n');
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private JsonNode parsed(byte[] body) {
        try {
            return json.readTree(body);
        } catch (IOException notJson) {
            throw new UncheckedIOException(notJson);
        }
    }
}
