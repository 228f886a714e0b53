package millwright.server.jobs;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import millwright.server.data.NestedFile;

/** Writes the server's WAR once more, with more jars in {@code WEB-INF/lib}. */
final class WarCopy {

    /** Part of the copy's key: raised with each change of what is written here. */
    static final int FORMAT = 2;

    private static final String FOLDER = "WEB-INF/lib/";
    /** Payara's own descriptor of the WAR: beside it, it reads no {@code glassfish-web.xml}. */
    private static final String DESCRIPTOR = "WEB-INF/payara-web.xml";

    private static final String ROOT = "<payara-web-app>";

    /**
     * Libraries in the WAR win over those the application server happens to carry, as its Jackson and its batch runtime: a
     * job gets the version it was built with. Payara's default is the other way round.
     */
    private static final String OWN_CLASSES_FIRST = ROOT + "\n  <class-loader delegate=\"false\"/>";

    private WarCopy() {}

    static void write(NestedFile war, List<JobJar> jars, Path file) throws IOException {
        try (ZipInputStream in = new ZipInputStream(war.open());
                ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(file))) {
            out.setLevel(Deflater.NO_COMPRESSION); // jars are compressed already, and the server unpacks all of it
            Set<String> taken = new HashSet<>();
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                taken.add(entry.getName().toLowerCase(Locale.ROOT));
                out.putNextEntry(new ZipEntry(entry.getName()));
                if (entry.getName().equals(DESCRIPTOR)) {
                    out.write(ownClassesFirst(in.readAllBytes()));
                } else {
                    in.transferTo(out);
                }
            }
            if (!taken.contains(DESCRIPTOR.toLowerCase(Locale.ROOT))) {
                throw new IllegalStateException("the server's WAR has no " + DESCRIPTOR);
            }
            for (JobJar jar : jars) {
                out.putNextEntry(new ZipEntry(free(jar, taken)));
                copy(jar, out);
            }
        }
    }

    private static byte[] ownClassesFirst(byte[] descriptor) {
        String text = new String(descriptor, StandardCharsets.UTF_8);
        if (!text.contains(ROOT)) {
            throw new IllegalStateException(DESCRIPTOR + " of the server's WAR does not begin with " + ROOT);
        }
        return text.replace(ROOT, OWN_CLASSES_FIRST).getBytes(StandardCharsets.UTF_8);
    }

    /** Two jars may have one name, and a file system may know no upper case. */
    private static String free(JobJar jar, Set<String> taken) {
        String stem = jar.fileName().replaceFirst("\\.[^.]*$", "");
        String plain = FOLDER + stem + ".jar";
        return taken.add(plain.toLowerCase(Locale.ROOT))
                ? plain
                : FOLDER + stem + "-" + jar.content().substring(0, 8) + ".jar";
    }

    /** As it was checked: a build may have written it anew since. */
    private static void copy(JobJar jar, OutputStream out) throws IOException {
        try (DigestInputStream in = new DigestInputStream(jar.source().open(), JarReader.sha256())) {
            if (jar.listed() || jar.definitions().isEmpty()) {
                in.transferTo(out);
            } else {
                copyListed(in, out);
            }
            if (!JarReader.hex(in.getMessageDigest()).equals(jar.content())) {
                throw new IOException(jar.place() + " changed while it was read: start again");
            }
        }
    }

    /** Not every tool writes entries for folders; without one, no class loader finds what is in the folder. */
    private static void copyListed(InputStream jar, OutputStream out) throws IOException {
        ZipInputStream in = new ZipInputStream(jar);
        ZipOutputStream listed = new ZipOutputStream(out);
        for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
            listed.putNextEntry(new ZipEntry(entry.getName()));
            in.transferTo(listed);
        }
        listed.putNextEntry(new ZipEntry(JobJar.DEFINITIONS));
        listed.finish();
        jar.transferTo(OutputStream.nullOutputStream());
    }
}
