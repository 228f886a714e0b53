package millwright.server.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import millwright.server.console.StartFailure;
import millwright.server.data.OwnerOnly;
import millwright.server.data.UnpackedFiles;
import millwright.server.process.Command;

/**
 * A PostgreSQL data folder with its password file beside it. Made under another name and renamed when it is whole, so
 * that a kill in the middle leaves nothing to trip over.
 */
record Cluster(Path folder, Path passwordFile) {
    static final String USER = "millwright";

    /** Kept in postgresql.conf, where an operator may change them. */
    private static final List<String> SETTINGS = List.of(
            "unix_socket_directories=",
            "max_connections=120",
            "shared_buffers=128MB",
            "wal_compression=on",
            "max_wal_size=2GB",
            "log_line_prefix=%m [%p] ",
            "log_checkpoints=off",
            "fsync=on",
            "synchronous_commit=on");

    static Cluster in(Path data) {
        return new Cluster(data.resolve("postgres"), data.resolve("postgres.password"));
    }

    boolean exists() {
        return Files.exists(folder);
    }

    /** @throws StartFailure if the folder is not one this PostgreSQL can open */
    void checkVersion(int major) throws IOException {
        Path versionFile = folder.resolve("PG_VERSION");
        if (!Files.isRegularFile(versionFile)) {
            throw new StartFailure(folder + " is not a PostgreSQL data folder (no PG_VERSION in it):"
                    + " move it away, or choose another data folder with --data");
        }
        String found = Files.readString(versionFile).strip();
        if (!found.equals(Integer.toString(major))) {
            throw new StartFailure(folder + " holds data of PostgreSQL " + found + " and this Millwright brings "
                    + major
                    + ": dump it with pg_dump of version " + found + " (user " + USER + ", password in " + passwordFile
                    + "), move the folder away, start Millwright once and load the dump with pg_restore");
        }
        if (!Files.isRegularFile(passwordFile)) {
            throw new StartFailure(passwordFile + " is missing, and without it nobody gets into " + folder
                    + ": put it back from a backup, or move the folder away to begin anew");
        }
    }

    String password() throws IOException {
        return Files.readString(passwordFile).strip();
    }

    void create(PostgresBinaries binaries, OrdinaryUser user) throws IOException, InterruptedException {
        byte[] random = new byte[24];
        new SecureRandom().nextBytes(random);
        OwnerOnly.write(passwordFile, HexFormat.of().formatHex(random) + "\n");
        Path making = folder.resolveSibling("postgres.tmp");
        UnpackedFiles.delete(making);
        // collation by code point: the same on every machine, whatever its locales and ICU are
        Stream<String> initdb = Stream.of(
                binaries.program("initdb").toString(),
                "--pgdata=" + making,
                "--username=" + USER,
                "--pwfile=" + passwordFile,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                "--locale=C",
                "--no-instructions");
        Command made =
                Command.run(user.command(Stream.concat(initdb, SETTINGS.stream().map(each -> "--set=" + each))));
        if (!made.succeeded()) {
            UnpackedFiles.delete(making);
            throw new StartFailure("PostgreSQL cannot set up its data in " + folder + ": " + lastLine(made.output()));
        }
        Files.move(making, folder, StandardCopyOption.ATOMIC_MOVE);
    }

    static String lastLine(String output) {
        return output.lines()
                .filter(line -> line.contains("error:") || line.contains("FATAL:"))
                .findFirst()
                .orElseGet(() -> output.lines().reduce("no output", (before, line) -> line))
                .strip();
    }
}
