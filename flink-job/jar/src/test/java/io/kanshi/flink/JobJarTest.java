package io.kanshi.flink;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The jar as it is deployed. Runs after it was made. What a cluster gives to a job must not come along, and what comes along must not be
 * taken for what the cluster has: so everything lies under the project's own name, or is on the list below.
 */
final class JobJarTest {

    private static final Path JAR = Path.of("target", "kanshi-job.jar");

    /** Managed Service for Apache Flink takes 512 MB; more than this is a library that came along unseen. */
    private static final long LARGEST = 35_000_000;

    /** Not relocated: native code calls zstd-jni by name; the other two are the interface to Managed Service for Apache Flink. */
    private static final List<String> ELSEWHERE = List.of(
            "com/github/luben/zstd/",
            "com/amazonaws/services/kinesisanalytics/runtime/",
            "com/amazonaws/services/kinesisanalytics/flink/");

    private static final List<String> RESOURCES = List.of(
            "META-INF/", "config.properties", "linux/amd64/", "linux/aarch64/", "darwin/", "win/amd64/", "io/kanshi/");

    @Test
    void isSmall() throws IOException {
        System.out.println("kanshi-job.jar: " + Files.size(JAR) + " bytes, "
                + names(".class").size() + " classes");
        assertThat(Files.size(JAR)).isLessThan(LARGEST);
    }

    @Test
    void everyClassIsOursOrRelocated() throws IOException {
        assertThat(names(".class"))
                .hasSizeGreaterThan(1000)
                .allMatch(name ->
                        name.startsWith("io/kanshi/") || ELSEWHERE.stream().anyMatch(name::startsWith));
    }

    @Test
    void everythingElseIsKnown() throws IOException {
        assertThat(names(""))
                .filteredOn(name -> !name.endsWith(".class"))
                .allMatch(name -> RESOURCES.stream().anyMatch(name::startsWith));
    }

    /** Relocated ones too: what Flink provides must come from Flink. */
    @Test
    void nothingOfTheRuntimeCameAlong() throws IOException {
        assertThat(names(".class"))
                .noneMatch(name -> name.contains("org/slf4j/")
                        || name.contains("/log4j/")
                        || name.contains("/logback/")
                        || name.contains("apache/flink/")
                        || name.contains("/testkit/")
                        || name.contains("esotericsoftware/"));
    }

    @Test
    void servicesAreFoundUnderTheirNewNames() throws IOException {
        try (JarFile jar = new JarFile(JAR.toFile())) {
            List<String> services = names("").stream()
                    .filter(name -> name.startsWith("META-INF/services/"))
                    .toList();
            assertThat(services).contains("META-INF/services/io.kanshi.shaded.amazon.awssdk.http.SdkHttpService");
            for (String service : services) {
                assertThat(classesNamedIn(jar, service))
                        .isNotEmpty()
                        .allMatch(name -> jar.getJarEntry(name.replace('.', '/') + ".class") != null);
            }
        }
    }

    private static List<String> classesNamedIn(JarFile jar, String service) throws IOException {
        String text = new String(jar.getInputStream(jar.getJarEntry(service)).readAllBytes(), StandardCharsets.UTF_8);
        return text.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .toList();
    }

    @Test
    void theManifestNamesTheMainClass() throws IOException {
        try (JarFile jar = new JarFile(JAR.toFile())) {
            assertThat(jar.getManifest().getMainAttributes().getValue("Main-Class"))
                    .isEqualTo("io.kanshi.live.LiveJob");
        }
    }

    /** What this build made has the project's time, so that two builds of a commit give the same bytes. */
    @Test
    void carriesNoTimeOfItsBuild() throws IOException {
        try (JarFile jar = new JarFile(JAR.toFile());
                Stream<JarEntry> entries = jar.stream()) {
            assertThat(entries.filter(JobJarTest::isMadeHere).map(JarEntry::getTimeLocal))
                    .containsOnly(LocalDateTime.parse("2026-01-01T00:00:00"));
        }
    }

    private static boolean isMadeHere(JarEntry entry) {
        String name = entry.getName();
        return name.equals("META-INF/MANIFEST.MF")
                || (name.endsWith(".class") && name.startsWith("io/kanshi/") && !name.startsWith("io/kanshi/shaded/"));
    }

    /** Every class of ours can be linked with nothing beside it but Flink: what it names is in the jar, under the name it has there. */
    @Test
    void ourClassesFindWhatTheyName() throws Exception {
        List<String> ours = names(".class").stream()
                .filter(name -> name.startsWith("io/kanshi/") && !name.startsWith("io/kanshi/shaded/"))
                .map(name ->
                        name.substring(0, name.length() - ".class".length()).replace('/', '.'))
                .filter(name -> !name.endsWith("package-info"))
                .toList();
        List<String> broken = new ArrayList<>();
        int members = 0;
        try (URLClassLoader loader = new FlinkAndJar(JAR.toUri().toURL())) {
            for (String name : ours) {
                try {
                    Class<?> type = Class.forName(name, false, loader);
                    members += type.getDeclaredConstructors().length
                            + type.getDeclaredFields().length
                            + type.getDeclaredMethods().length;
                } catch (LinkageError missing) {
                    broken.add(name + ": " + missing);
                }
            }
            Method main = loader.loadClass("io.kanshi.live.LiveJob").getMethod("main", String[].class);
            assertThat(Modifier.isStatic(main.getModifiers())).isTrue();
        }
        assertThat(members).isGreaterThan(1000);
        assertThat(broken).isEmpty();
    }

    private static List<String> names(String ending) throws IOException {
        try (JarFile jar = new JarFile(JAR.toFile());
                Stream<JarEntry> entries = jar.stream()) {
            return entries.filter(entry -> !entry.isDirectory())
                    .map(JarEntry::getName)
                    .filter(name -> name.endsWith(ending))
                    .toList();
        }
    }

    /** Of the classpath only Flink; everything else from the jar. */
    private static final class FlinkAndJar extends URLClassLoader {

        private final ClassLoader classpath = JobJarTest.class.getClassLoader();

        FlinkAndJar(URL jar) {
            super(new URL[] {jar}, ClassLoader.getPlatformClassLoader());
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            boolean provided = name.startsWith("org.apache.flink.") || name.startsWith("org.slf4j.");
            return provided ? classpath.loadClass(name) : super.findClass(name);
        }
    }
}
