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
    static final int FORMAT = 1;

    private static final String FOLDER = "WEB-INF/lib/";
    private static final String DESCRIPTOR = "WEB-INF/glassfish-web.xml";

    /**
     * Libraries in the WAR win over those the application server happens to carry, as its Jackson: a job gets the
     * version it was built with. Payara's default is the other way round.
     */
    private static final String OWN_CLASSES_FIRST =
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <!DOCTYPE glassfish-web-app PUBLIC "-//GlassFish.org//DTD GlassFish Application Server 3.1 Servlet 3.0//EN"
                "http://glassfish.org/dtds/glassfish-web-app_3_0-1.dtd">
            <glassfish-web-app>
              <class-loader delegate="false"/>
            </glassfish-web-app>
            """;

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
            if (taken.add(DESCRIPTOR.toLowerCase(Locale.ROOT))) {
                out.putNextEntry(new ZipEntry(DESCRIPTOR));
                out.write(OWN_CLASSES_FIRST.getBytes(StandardCharsets.UTF_8));
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
