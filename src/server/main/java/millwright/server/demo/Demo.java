package millwright.server.demo;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntSupplier;
import millwright.server.console.StartFailure;
import millwright.server.console.Terminal;
import millwright.server.process.Signals;
import millwright.server.process.StopRequest;

/** One sample job from submit to result, for somebody to watch. */
public final class Demo {
    private static final String DEFINITION = "operational-risk-capital";
    private static final long POLL_MILLISECONDS = 100;
    private static final long READY_POLLS = 600;

    private final String url;
    private final Optional<Path> tokenFile;
    private final Terminal terminal;
    private final StopRequest stop;

    public Demo(String url, Optional<Path> tokenFile, Terminal terminal, StopRequest stop) {
        this.url = url;
        this.tokenFile = tokenFile;
        this.terminal = terminal;
        this.stop = stop;
    }

    /**
     * Runs the job; comes back early when a stop is asked for.
     *
     * @throws StartFailure if the server does not become ready or take the job, or the job fails
     */
    public void run(Map<String, String> parameters) throws InterruptedException {
        if (!awaitReady()) {
            return;
        }
        ApiClient api = new ApiClient(url, token());
        Job job = watch(api, api.submit(DEFINITION, JobParameters.of(parameters)));
        if (!job.over()) {
            return;
        }
        if (!job.completed()) {
            throw new StartFailure("job " + job.id() + " ended " + job.state() + ": "
                    + job.error().orElse("no error given"));
        }
        terminal.line("");
        if (job.result() instanceof JsonObject result) {
            ResultTable.of(result).forEach(terminal::line);
        }
        explain(job);
    }

    /** The job as it ended, or as it was when a stop was asked for. */
    private Job watch(ApiClient api, Job submitted) throws InterruptedException {
        terminal.line("");
        terminal.line("Job " + DEFINITION + " submitted: " + submitted.id());
        ProgressDisplay display = new ProgressDisplay(terminal, widthFollowingTheTerminal(), System::nanoTime);
        Job job = submitted;
        while (!job.over() && !stop.await(POLL_MILLISECONDS)) {
            job = api.job(job.id());
            display.show(job);
        }
        display.close();
        return job;
    }

    private boolean awaitReady() throws InterruptedException {
        String why = ApiClient.whyNotReady(url);
        for (long polls = 0; !why.isEmpty() && polls < READY_POLLS; polls++) {
            if (stop.await(POLL_MILLISECONDS)) {
                return false;
            }
            why = ApiClient.whyNotReady(url);
        }
        if (!why.isEmpty()) {
            throw new StartFailure("the server does not become ready: " + why + "; see its log");
        }
        return !stop.isRaised();
    }

    private String token() {
        Path file = tokenFile.orElseThrow(() -> new StartFailure("no admin token in the data folder: the first start on"
                + " a database left it in its own; copy that file, or use another database or data folder"));
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new StartFailure("the admin token cannot be read: " + StartFailure.reason(e), e);
        }
    }

    private IntSupplier widthFollowingTheTerminal() {
        int[] width = {terminal.interactive() ? terminal.width() : 0};
        if (terminal.interactive()) {
            Signals.handle("WINCH", () -> width[0] = terminal.width());
        }
        return () -> width[0];
    }

    private void explain(Job job) {
        terminal.line("");
        terminal.line("Console  " + url + "/console");
        terminal.line("API      " + url + "/api/v1");
        terminal.line("Try      curl -H \"Authorization: Bearer $(cat '" + tokenFile.orElseThrow() + "')\" " + url
                + "/api/v1/jobs/" + job.id());
    }
}
