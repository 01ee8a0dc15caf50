package vn.lienthong.bench;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.function.IntConsumer;
import vn.lienthong.demo.Checkout;
import vn.lienthong.demo.Installation;

/**
 * Makes the application ready to start fast: takes it apart and lets it serve a small world while the virtual machine
 * records which classes it loads and which methods it runs often. Later starts begin where the rehearsal ended.
 */
public final class Rehearsal {

    private static final BenchOptions SMALL = BenchOptions.parse(List.of("--people", "16", "--resources", "400"));
    private static final String HEAP = "-Xmx512m";
    /** Enough for the compiler to see which methods matter. */
    private static final int TIMES = 600;

    private Rehearsal() {}

    public static void main(String[] arguments) throws InterruptedException {
        Checkout checkout = Checkout.here();
        Path directory = checkout.installation().resolveSibling("rehearsal");
        BenchWorld.delete(directory);
        Path jar = Installation.install(
                checkout.packagedExchange(),
                checkout.installation(),
                checkout.installation().resolveSibling("install.log"));
        try (BenchWorld world = BenchWorld.start(checkout, directory, Clock.systemDefaultZone())) {
            world.startExchange(jar, List.of(HEAP, "-XX:AOTCacheOutput=" + Installation.cacheBeside(jar)));
            serve(world);
            world.stopRecording();
        }
        BenchWorld.delete(directory);
        // The client's threads would keep this program alive for a while.
        System.exit(0);
    }

    private static void serve(BenchWorld world) {
        People people = new People(SMALL);
        FhirClient client = new FhirClient(world.fhirBase());
        Ingest ingest = new Ingest(client, world.issuer(), people);
        ingest.directory();
        ingest.people(1);
        ingest.consents();
        Reads reads = new Reads(client, world.issuer().clinician(People.FACILITY), people);
        reads.verify();
        for (IntConsumer read : List.of(reads.histories(), reads.laboratories(), reads.byId(), reads.byIdentifier())) {
            for (int time = 0; time < TIMES; time++) {
                read.accept(time);
            }
        }
    }
}
