package millwright.server.jobs;

/** The jars asked for cannot run together with this server. The message is the one line the operator reads. */
public final class RefusedJobs extends RuntimeException {

    RefusedJobs(String line) {
        super("--jobs: " + line);
    }
}
