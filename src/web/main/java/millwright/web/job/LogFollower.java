package millwright.web.job;

import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import millwright.job.Job;
import millwright.job.Jobs;
import millwright.log.JobLog;
import millwright.log.LogEntry;
import millwright.web.json.JsonDocument;

/** One client that follows a job's log. One thread at a time. */
final class LogFollower {

    private static final int PAGE = 1_000;
    private static final long HEARTBEAT_NANOS = Duration.ofSeconds(15).toNanos();

    private static final int LOOKS_AFTER_END = 3;
    private static final Duration SURELY_WRITTEN = Duration.ofMinutes(1);

    private final UUID job;
    private final LogRequest request;
    private final SseEventSink sink;
    private final Sse sse;
    private long after;
    private boolean begun;
    private int seenOver;
    private long lastSent = System.nanoTime();

    LogFollower(UUID job, long after, LogRequest request, SseEventSink sink, Sse sse) {
        this.job = job;
        this.after = after;
        this.request = request;
        this.sink = sink;
        this.sse = sse;
    }

    /** Sends what is new; whether there may be more. */
    boolean send(Jobs jobs, JobLog log) {
        if (sink.isClosed()) {
            return false;
        }
        // the state first: what a job has logged before its end is written soon after it
        Optional<Job> now = jobs.find(job);
        boolean news = sendNew(log);
        if (now.isEmpty() || (!news && isLongOver(now.get()))) {
            end(now.map(found -> found.state().name()).orElse(null));
            return false;
        }
        if (System.nanoTime() - lastSent > HEARTBEAT_NANOS) {
            send(sse.newEventBuilder().comment("still there").build());
        }
        return !sink.isClosed();
    }

    /** Whether there was anything. */
    private boolean sendNew(JobLog log) {
        List<LogEntry> lines = next(log);
        boolean any = !lines.isEmpty();
        while (!lines.isEmpty()) {
            lines.forEach(this::send);
            after = lines.get(lines.size() - 1).seq();
            lines = lines.size() < PAGE || sink.isClosed() ? List.of() : next(log);
        }
        return any;
    }

    /** Whether its last lines are there: a node writes them about a second after the end. */
    private boolean isLongOver(Job found) {
        if (!found.state().isFinal()) {
            seenOver = 0;
            return false;
        }
        seenOver++;
        return seenOver > LOOKS_AFTER_END
                || found.finishedAt().isBefore(Instant.now().minus(SURELY_WRITTEN));
    }

    private List<LogEntry> next(JobLog log) {
        boolean tail = !begun && request.tail().isPresent() && after == 0;
        begun = true;
        return tail
                ? log.tail(job, request.tail().get(), request.level())
                : log.lines(job, after, PAGE, request.level());
    }

    private void send(LogEntry line) {
        send(sse.newEventBuilder()
                .id(Long.toString(line.seq()))
                .name("line")
                .data(String.class, LogJson.line(line).toString())
                .build());
    }

    /** So that a client knows that it need not come again. */
    private void end(String state) {
        String data = JsonDocument.provider()
                .createObjectBuilder()
                .add("state", JsonDocument.text(state))
                .build()
                .toString();
        send(sse.newEventBuilder()
                .id(Long.toString(after))
                .name("end")
                .data(String.class, data)
                .build());
        sink.close();
    }

    private void send(OutboundSseEvent event) {
        // a client that is gone shows by the closed sink
        var unused = sink.send(event);
        lastSent = System.nanoTime();
    }

    void close() {
        if (!sink.isClosed()) {
            sink.close();
        }
    }
}
