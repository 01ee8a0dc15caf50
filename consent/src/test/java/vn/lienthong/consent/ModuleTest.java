package vn.lienthong.consent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** The engine stands on the JDK alone, and on its pure part. */
class ModuleTest {

    @Test
    void usesOnlyThePurePartOfTheJdk() throws IOException {
        assertThat(usedPackages())
                .isNotEmpty()
                .allMatch(name -> name.equals("vn/lienthong/consent")
                        || name.equals("org/jspecify/annotations")
                        || Stream.of("java/lang", "java/util", "java/time", "java/nio")
                                .anyMatch(pure -> name.equals(pure) || name.startsWith(pure + "/")))
                .doesNotContain("java/nio/file", "java/nio/channels");
    }

    @Test
    void readsNoClock() throws IOException {
        for (Path file : classes()) {
            assertThat(Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1))
                    .as("%s", file)
                    .doesNotContain("currentTimeMillis", "nanoTime", "java/time/Clock");
        }
    }

    private static List<String> usedPackages() throws IOException {
        List<String> packages = new ArrayList<>();
        for (Path file : classes()) {
            ClassModel model = ClassFile.of().parse(file);
            StreamSupport.stream(model.constantPool().spliterator(), false)
                    .filter(ClassEntry.class::isInstance)
                    .map(entry -> ((ClassEntry) entry).asInternalName())
                    .filter(name -> !name.startsWith("["))
                    .map(name -> name.substring(0, Math.max(0, name.lastIndexOf('/'))))
                    .forEach(packages::add);
        }
        return packages.stream().distinct().toList();
    }

    private static List<Path> classes() throws IOException {
        Path root = Path.of("target", "classes");
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(".class"))
                    .filter(file -> !file.endsWith("package-info.class"))
                    .toList();
        }
    }
}
