package millwright.server.jobs;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
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

    private static final String FOLDER = "WEB-INF/lib/";

    private WarCopy() {}

    static void write(NestedFile war, List<JobJar> jars, Path file) throws IOException {
        try (ZipInputStream in = new ZipInputStream(war.open());
                ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(file))) {
            out.setLevel(Deflater.NO_COMPRESSION); // jars are compressed already, and the server unpacks all of it
            Set<String> taken = new HashSet<>();
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                taken.add(entry.getName().toLowerCase(Locale.ROOT));
                out.putNextEntry(new ZipEntry(entry.getName()));
                in.transferTo(out);
            }
            for (JobJar jar : jars) {
                out.putNextEntry(new ZipEntry(free(jar, taken)));
                copy(jar, out);
            }
        }
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
        MessageDigest digest = JarReader.sha256();
        jar.source().copyTo(new DigestOutputStream(out, digest));
        if (!JarReader.hex(digest).equals(jar.content())) {
            throw new IOException(jar.place() + " changed while it was read: start again");
        }
    }
}
