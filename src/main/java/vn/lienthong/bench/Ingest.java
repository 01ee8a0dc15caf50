package vn.lienthong.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import vn.lienthong.sample.Push;
import vn.lienthong.sample.SampleDirectory;

/**
 * Loads the world through the door, as facilities' own systems: four posters, each with one person at a time, because
 * the transactions about one person come in order. Bundles are made before the clock runs.
 */
final class Ingest {

    static final int POSTERS = 4;

    private final FhirClient client;
    private final Issuer issuer;
    private final People people;
    private final Map<String, String> tokens = new ConcurrentHashMap<>();

    Ingest(FhirClient client, Issuer issuer, People people) {
        this.client = client;
        this.issuer = issuer;
        this.people = people;
    }

    /** What was sent while the clock ran. */
    record Loaded(Rates rates, int bundles, int resources) {}

    void directory() {
        String operator = issuer.operator();
        SampleDirectory.bundles().forEach(bundle -> client.transaction(operator, bundle.transactionBundle()));
    }

    /** The first part of the people warms the exchange up, the rest are as many rounds. */
    Loaded people(int rounds) {
        List<Double> rates = new ArrayList<>();
        int bundles = 0;
        int resources = 0;
        for (int round = 0; round <= rounds; round++) {
            List<List<Push>> made = IntStream.range(first(round, rounds), first(round + 1, rounds))
                    .parallel()
                    .mapToObj(people::pushes)
                    .toList();
            int sent = made.stream()
                    .flatMap(List::stream)
                    .mapToInt(Push::resources)
                    .sum();
            double seconds = post(made, this::send);
            if (round > 0) {
                rates.add(sent / seconds);
                bundles += made.stream().mapToInt(List::size).sum();
                resources += sent;
            }
        }
        return new Loaded(new Rates(rates), bundles, resources);
    }

    private int first(int round, int rounds) {
        return people.size() * round / (rounds + 1);
    }

    void consents() {
        String registrar = issuer.registrar(People.FACILITY);
        post(
                IntStream.range(0, people.size()).boxed().toList(),
                number -> client.transaction(registrar, people.consent(number)));
    }

    private void send(List<Push> person) {
        for (Push push : person) {
            client.transaction(token(push.facilityCode()), push.transactionBundle());
        }
    }

    private String token(String facility) {
        return tokens.computeIfAbsent(facility, issuer::facilitySystem);
    }

    private static <T> double post(List<T> work, Consumer<T> task) {
        ConcurrentLinkedQueue<T> waiting = new ConcurrentLinkedQueue<>(work);
        long began = System.nanoTime();
        try (ExecutorService posters = Executors.newFixedThreadPool(POSTERS)) {
            List<Future<?>> ends = new ArrayList<>();
            for (int poster = 0; poster < POSTERS; poster++) {
                ends.add(posters.submit(() -> {
                    for (T next = waiting.poll(); next != null; next = waiting.poll()) {
                        task.accept(next);
                    }
                }));
            }
            for (Future<?> end : ends) {
                end.get();
            }
        } catch (ExecutionException failed) {
            throw Rounds.failure(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new BenchFailure("Interrupted.");
        }
        return (System.nanoTime() - began) / 1e9;
    }
}
