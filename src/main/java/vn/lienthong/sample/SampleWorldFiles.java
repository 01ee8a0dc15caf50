package vn.lienthong.sample;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Iterator;
import java.util.Locale;
import java.util.stream.Stream;

/** Writes the sample world to a folder, one transaction Bundle a file, in the order in which they are to be sent. */
public final class SampleWorldFiles {
    private static final String USAGE = "usage: SampleWorldFiles FOLDER [PEOPLE [RESOURCES_PER_PERSON [SEED [TODAY]]]]";

    private SampleWorldFiles() {}

    public static void main(String[] args) throws IOException {
        if (args.length == 0) {
            throw new IllegalArgumentException(USAGE);
        }
        int people = args.length > 1 ? Integer.parseInt(args[1]) : 20;
        var size = args.length > 2 ? new ResourcesPerPerson(Integer.parseInt(args[2])) : ResourcesPerPerson.SMALL;
        long seed = args.length > 3 ? Long.parseLong(args[3]) : SampleWorld.SEED;
        LocalDate today = args.length > 4 ? LocalDate.parse(args[4]) : SampleWorld.TODAY;
        write(Path.of(args[0]), new SampleWorld(seed, today), people, size);
    }

    static void write(Path folder, SampleWorld world, int people, ResourcesPerPerson size) throws IOException {
        Path directory = Files.createDirectories(folder.resolve("directory"));
        for (DirectoryBundle bundle : SampleDirectory.bundles()) {
            Files.write(directory.resolve(bundle.name() + ".json"), bundle.transactionBundle());
        }
        var demo = new DemoPeople(world);
        write(folder.resolve("demo"), Stream.concat(demo.pushes().stream(), demo.consents().stream()));
        write(folder.resolve("people"), world.pushes(people, size));
    }

    private static void write(Path folder, Stream<Push> pushes) throws IOException {
        Files.createDirectories(folder);
        int number = 0;
        for (Iterator<Push> each = pushes.iterator(); each.hasNext(); ) {
            Push push = each.next();
            String name =
                    String.format(Locale.ROOT, "%06d-%s-%s.json", ++number, push.facilityCode(), push.personKey());
            Files.write(folder.resolve(name), push.transactionBundle());
        }
    }
}
