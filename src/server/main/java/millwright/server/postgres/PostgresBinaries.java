package millwright.server.postgres;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import millwright.server.console.StartFailure;
import millwright.server.data.NestedFile;
import millwright.server.data.UnpackedFiles;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** PostgreSQL's programs for this machine, unpacked from zonky's archive for it. */
public record PostgresBinaries(Path home) {
    private static final String WINDOWS_ENDING = ".exe";

    public static PostgresBinaries unpack(UnpackedFiles files) throws IOException {
        NestedFile archive = NestedFile.named(archiveFor(System.getProperty("os.name"), System.getProperty("os.arch")));
        return new PostgresBinaries(files.folder("postgres", archive, PostgresBinaries::fill));
    }

    public Path program(String name) {
        boolean windows = System.getProperty("os.name").startsWith("Windows");
        return home.resolve("bin").resolve(windows ? name + WINDOWS_ENDING : name);
    }

    /** @throws StartFailure if the jar carries none for such a machine */
    static String archiveFor(String osName, String architecture) {
        String os = osName.toLowerCase(Locale.ROOT);
        boolean arm = architecture.equals("aarch64");
        boolean intel = architecture.equals("amd64") || architecture.equals("x86_64");
        if (os.equals("linux") && (arm || intel)) {
            return arm ? "postgres-linux-arm_64.txz" : "postgres-linux-x86_64.txz";
        }
        if (os.startsWith("mac") && (arm || intel)) {
            return "postgres-darwin-arm_64.txz"; // universal: the same bytes as the one for Intel
        }
        if (os.startsWith("windows") && (arm || intel)) {
            return "postgres-windows-x86_64.txz";
        }
        throw new StartFailure("no embedded PostgreSQL for " + osName + " on " + architecture
                + ": start one yourself and name it in DATABASE_URL=postgresql://user:password@host:port/database");
    }

    private static void fill(NestedFile source, Path folder) throws IOException {
        try (InputStream packed = new BufferedInputStream(source.open(), 1 << 16);
                TarArchiveInputStream archive = new TarArchiveInputStream(new XZInputStream(packed))) {
            for (TarArchiveEntry entry = archive.getNextEntry(); entry != null; entry = archive.getNextEntry()) {
                Path target = folder.resolve(entry.getName()).normalize();
                if (!target.startsWith(folder)) {
                    throw new IOException(entry.getName() + " would leave the folder");
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(target);
                    continue;
                }
                Files.createDirectories(target.getParent());
                if (entry.isSymbolicLink()) {
                    Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
                } else {
                    Files.copy(archive, target);
                    if ((entry.getMode() & 0100) != 0 && !target.toFile().setExecutable(true, false)) {
                        throw new IOException("cannot make " + target + " executable");
                    }
                }
            }
        }
    }
}
