package millwright.server.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What {@code postmaster.pid} in a PostgreSQL data folder says, if it tells of a process that still runs. */
record PostmasterFile(ProcessHandle process, int port) {

    static Optional<PostmasterFile> read(Path cluster) throws IOException {
        List<String> lines;
        try {
            lines = Files.readAllLines(cluster.resolve("postmaster.pid"));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
        if (lines.size() < 4) {
            return Optional.empty();
        }
        try {
            int port = Integer.parseInt(lines.get(3).strip());
            return ProcessHandle.of(Long.parseLong(lines.get(0).strip()))
                    .filter(ProcessHandle::isAlive)
                    .filter(process -> !isZombie(process.pid()))
                    .map(process -> new PostmasterFile(process, port));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** True unless the pid now belongs to some other program, as after a restart of the machine or container. */
    boolean isPostgres() {
        return process.info()
                .command()
                .map(path -> Path.of(path).getFileName().toString().startsWith("postgres"))
                .orElse(true);
    }

    boolean runs(Path program) {
        return process.info().command().map(Path::of).filter(program::equals).isPresent();
    }

    /** Dead, but not collected by its parent: so it stays where this JVM, or another careless program, is process 1. */
    private static boolean isZombie(long pid) {
        try {
            String status = Files.readString(Path.of("/proc/" + pid + "/stat"));
            return status.startsWith(" Z", status.lastIndexOf(')') + 1);
        } catch (IOException e) {
            return false; // not Linux, or gone by now
        }
    }
}
