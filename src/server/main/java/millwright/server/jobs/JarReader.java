package millwright.server.jobs;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import millwright.server.console.StartFailure;

/** Reads jars: one that is a file, with the jars inside it, or one that is an entry of another. */
final class JarReader {

    /** Where build tools put the dependencies of a jar that carries them along. */
    private static final Pattern NESTED = Pattern.compile("(?:META-INF/|WEB-INF/|BOOT-INF/)?lib/([^/]+\\.jar)");

    private JarReader() {}

    /** The jar, and behind it the jars inside. */
    static List<JobJar> read(Path file) {
        List<JobJar> jars = new ArrayList<>();
        JarContents contents = new JarContents();
        try (ZipFile zip = new ZipFile(file.toFile())) {
            for (Enumeration<? extends ZipEntry> entries = zip.entries(); entries.hasMoreElements(); ) {
                ZipEntry entry = entries.nextElement();
                contents.take(entry.getName(), () -> zip.getInputStream(entry));
                if (NESTED.matcher(entry.getName()).matches()) {
                    jars.add(nested(file, zip, entry));
                }
            }
            jars.add(
                    0,
                    contents.jar(
                            file.toString(),
                            file.getFileName().toString(),
                            content(file),
                            () -> Files.newInputStream(file)));
            return jars;
        } catch (ZipException e) {
            throw new RefusedJobs(file + " is not a jar: " + StartFailure.reason(e));
        } catch (IOException | IllegalArgumentException e) {
            throw new RefusedJobs(file + " cannot be read: " + StartFailure.reason(e));
        }
    }

    private static JobJar nested(Path file, ZipFile zip, ZipEntry entry) throws IOException {
        String name = entry.getName();
        try (InputStream in = zip.getInputStream(entry)) {
            return read(
                    file + "!/" + name,
                    name.substring(name.lastIndexOf('/') + 1),
                    in,
                    () -> NestedStream.open(file, name));
        } catch (ZipException e) {
            throw new RefusedJobs(file + "!/" + name + " is not a jar: " + StartFailure.reason(e));
        }
    }

    /** @throws RefusedJobs if what the stream gives is no jar */
    static JobJar read(String place, String fileName, InputStream in, JobJar.Source source) throws IOException {
        DigestInputStream digested = new DigestInputStream(in, sha256());
        ZipInputStream zip = new ZipInputStream(digested);
        JarContents contents = new JarContents();
        for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
            contents.take(entry.getName(), () -> zip);
        }
        if (contents.isEmpty()) {
            throw new RefusedJobs(place + " is not a jar");
        }
        digested.transferTo(OutputStream.nullOutputStream());
        return contents.jar(place, fileName, hex(digested.getMessageDigest()), source);
    }

    private static String content(Path file) throws IOException {
        try (DigestInputStream in = new DigestInputStream(Files.newInputStream(file), sha256())) {
            in.transferTo(OutputStream.nullOutputStream());
            return hex(in.getMessageDigest());
        }
    }

    static String hex(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest());
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
