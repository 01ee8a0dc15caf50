package vn.lienthong.bench;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** The measurements in their order, each with its target and with the limit beside it. */
final class Measurements {

    private static final int CLIENTS = 4;

    /** The load is measured with what a small deployment gives; start and memory with the least. */
    private static final String HEAP_UNDER_LOAD = "-Xmx1g";

    private static final String LEAST_HEAP = "-Xmx256m";

    private final BenchOptions options;
    private final BenchWorld world;
    private final Clock clock;
    private final People people;
    private final Rounds rounds;
    private final Report report = new Report();
    private final long began = System.nanoTime();

    Measurements(BenchOptions options, BenchWorld world, Clock clock) {
        this.options = options;
        this.world = world;
        this.clock = clock;
        this.people = new People(options);
        this.rounds = new Rounds(options);
    }

    /** @param whenLoaded called once the data is in */
    String all(boolean loaded, Runnable whenLoaded) {
        String machine = Machine.describe(world.postgres(), clock);
        say("Starting the exchange, " + HEAP_UNDER_LOAD);
        world.startExchange(HEAP_UNDER_LOAD);
        FhirClient client = new FhirClient(world.fhirBase());
        if (!loaded) {
            load(client);
            whenLoaded.run();
        }
        StorageSize storage = StorageSize.of(world.postgres());
        StorageSize.settle(world.postgres());
        say("Checking every history");
        Reads reads = new Reads(client, world.issuer().clinician(People.FACILITY), people);
        reads.verify();
        String size = reads.size();
        read(client, reads);
        report.add(Line.of("database, a resource", storage.kilobytesPerResource(), "kB")
                .atMost(1.5));
        report.add(Line.of("resident memory after all this, " + HEAP_UNDER_LOAD, world.residentMegabytes(), "MB"));
        start(reads);
        say(report.missed() + " targets missed");
        return report.markdown(machine, data(storage, size), storage.table());
    }

    private void load(FhirClient client) {
        say("Loading " + options.world());
        Ingest ingest = new Ingest(client, world.issuer(), people);
        ingest.directory();
        Ingest.Loaded loaded = ingest.people(options.rounds());
        ingest.consents();
        say("Bringing in files of lines");
        Rates files = bulk(client).bringIn(options.rounds());
        say("Writing the same rows by COPY");
        try (BareDatabase bare = new BareDatabase(world.postgres(), people)) {
            Rates copies = bare.copies(options.rounds());
            report.add(Line.of("$import, one file after another", files.middle(), "resources/s")
                    .spread(files.spread())
                    .limit("COPY %s rows/s (%s)".formatted(Line.number(copies.middle()), copies.spread())));
            report.add(Line.of(
                            "ingest, %d posters".formatted(Ingest.POSTERS),
                            loaded.rates().middle(),
                            "resources/s")
                    .spread(loaded.rates().spread()
                            + ", %d Bundles of %d on average"
                                    .formatted(loaded.bundles(), loaded.resources() / loaded.bundles()))
                    .atLeast(3_000)
                    .limit("COPY %s rows/s (%s)".formatted(Line.number(copies.middle()), copies.spread())));
        }
    }

    private Bulk bulk(FhirClient client) {
        return new Bulk(client, world.issuer(), people);
    }

    private void read(FhirClient client, Reads reads) {
        try (BareDatabase bare = new BareDatabase(world.postgres(), people);
                BareHttp http = BareHttp.start(reads.bytes() / people.size())) {
            say("Reading histories");
            latency("history, one client, p50", rounds.one(reads.histories()), rounds.one(bare.histories()), 10);
            FhirClient bareClient = new FhirClient(http.base());
            Latencies passed = rounds.one(_ -> bareClient.length("", "history"));
            report.add(Line.of(
                            "the bytes of a history from a bare HTTP server to the same client, p50",
                            passed.p50(),
                            "ms")
                    .spread(passed.spread()));
            rate(reads, bare);
            say("Reading summaries");
            latency("$summary, one client, p50", rounds.one(reads.summaries()), rounds.one(bare.histories()), 50);
            say("Reading laboratory results, ids and identifiers");
            Latencies bareLaboratories = rounds.one(bare.laboratories());
            latency(
                    "50 newest laboratory results, one client, p50",
                    rounds.one(reads.laboratories()),
                    bareLaboratories,
                    5);
            say("Searching records by one parameter and over links");
            new Searches(client, world.issuer().clinician(People.FACILITY), people, rounds)
                    .measure(bareLaboratories)
                    .forEach(report::add);
            Latencies byId = rounds.one(reads.byId());
            Latencies bareById = rounds.one(number -> bare.byId(reads.observation(number)));
            report.add(Line.of("read of one id, one client, p50", byId.p50(), "ms")
                    .spread(byId.spread())
                    .limit("JDBC " + Line.number(bareById.p50()) + " ms"));
            Latencies byIdentifier = rounds.one(reads.byIdentifier());
            report.add(Line.of("Patient by identifier, one client, p50", byIdentifier.p50(), "ms")
                    .spread(byIdentifier.spread()));
            say("Reading histories with and without Consents");
            new ConsentCost(client, world.issuer(), people, reads)
                    .measure(bare, options.requestsPerRound())
                    .forEach(report::add);
            say("Exporting what a facility wrote");
            bulk(client).export(bare, options.rounds()).forEach(report::add);
            say("Indexing by a search parameter that is added");
            report.add(new Reindex(client, world.issuer().operator(), world.postgres()).measure());
            Latencies commits = bare.commits(rounds);
            say("Moving cases of a consultation desk");
            new Referrals(client, world.issuer(), rounds, options.openCases())
                    .measure(bare, commits)
                    .forEach(report::add);
            report.add(Line.of("one durable commit (every answer waits for its audit), p50", commits.p50(), "ms")
                    .spread(commits.spread()));
        }
    }

    private void latency(String work, Latencies exchange, Latencies bare, int target) {
        report.add(Line.of(work, exchange.p50(), "ms")
                .spread(exchange.spread())
                .atMost(target)
                .limit("JDBC %s ms".formatted(Line.number(bare.p50()))));
    }

    private void rate(Reads reads, BareDatabase bare) {
        Rates exchange = rounds.several(CLIENTS, reads.histories());
        Rates limit = rounds.several(CLIENTS, bare.histories());
        report.add(Line.of("history, %d clients".formatted(CLIENTS), exchange.middle(), "/s")
                .spread(exchange.spread())
                .atLeast(150)
                .limit("JDBC %s/s (%s)".formatted(Line.number(limit.middle()), limit.spread())));
    }

    private void start(Reads reads) {
        List<Double> seconds = new ArrayList<>();
        List<Double> megabytes = new ArrayList<>();
        for (int start = 0; start < options.starts(); start++) {
            world.stopExchange();
            say("Starting the exchange, " + LEAST_HEAP);
            long before = System.nanoTime();
            world.startExchange(LEAST_HEAP);
            seconds.add((System.nanoTime() - before) / 1e9);
            megabytes.add(world.residentMegabytes());
        }
        report.add(Line.of("start until ready, " + LEAST_HEAP, new Rates(seconds).middle(), "s")
                .spread(range(seconds))
                .atMost(8));
        report.add(Line.of("resident memory after start, " + LEAST_HEAP, new Rates(megabytes).middle(), "MB")
                .spread(range(megabytes))
                .atMost(400));
        for (int number = 0; number < options.requestsPerRound(); number++) {
            reads.histories().accept(number);
        }
        report.add(Line.of(
                "resident memory after %d histories, %s".formatted(options.requestsPerRound(), LEAST_HEAP),
                world.residentMegabytes(),
                "MB"));
    }

    private static String range(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        return Line.number(sorted.getFirst()) + "–" + Line.number(sorted.getLast());
    }

    private String data(StorageSize storage, String size) {
        return """
                * data: %s of the sample world, %s resources in all; a history: %s; %s for load, %s for start""".formatted(
                        options.world(), Line.number((double) storage.resources()), size, HEAP_UNDER_LOAD, LEAST_HEAP);
    }

    private void say(String what) {
        System.out.printf("%6.1f s  %s%n", (System.nanoTime() - began) / 1e9, what);
    }
}
