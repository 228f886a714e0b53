package millwright.server.payara;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import millwright.server.data.NestedFile;
import millwright.server.data.UnpackedFiles;

/**
 * Payara Micro unpacked: {@code boot.jar} with its launcher and default configuration, {@code runtime/} with the jars
 * that it would otherwise unpack anew at each start.
 */
record PayaraFiles(Path folder) {
    private static final String RUNTIME = "MICRO-INF/runtime/";

    static PayaraFiles unpack(UnpackedFiles files) throws IOException {
        return new PayaraFiles(
                files.folder("payara-micro", NestedFile.named("nested/payara-micro.jar"), PayaraFiles::fill));
    }

    Path bootJar() {
        return folder.resolve("boot.jar");
    }

    Path runtime() {
        return folder.resolve("runtime");
    }

    private static void fill(NestedFile source, Path folder) throws IOException {
        Path runtime = Files.createDirectory(folder.resolve("runtime"));
        try (ZipInputStream in = new ZipInputStream(source.open());
                OutputStream boot = Files.newOutputStream(folder.resolve("boot.jar"));
                ZipOutputStream out = new ZipOutputStream(boot)) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                String name = entry.getName();
                if (name.startsWith(RUNTIME) && !entry.isDirectory()) {
                    Files.copy(in, runtime.resolve(name.substring(RUNTIME.length())));
                } else if (!name.startsWith(RUNTIME)) {
                    out.putNextEntry(new ZipEntry(name));
                    in.transferTo(out);
                    out.closeEntry();
                }
            }
        }
    }
}
