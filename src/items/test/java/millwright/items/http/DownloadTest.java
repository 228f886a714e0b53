package millwright.items.http;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import millwright.items.testing.Until;
import millwright.retry.ErrorCategory;
import millwright.retry.JobException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("UnnecessaryAssignment") // no container sets the properties here
class DownloadTest {

    private static final int CUT = 200_000;

    @TempDir
    private Path folder;

    private final byte[] content = new byte[500_000];
    private final List<Double> fractions = new CopyOnWriteArrayList<>();
    private final CountDownLatch hangs = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private volatile String tag = "\"one\"";
    private volatile FileAnswers.Answer answer = exchange -> FileAnswers.whole(exchange, content, tag);
    private final List<String> ranges = new CopyOnWriteArrayList<>();
    private HttpServer server;
    private Path file;

    @BeforeEach
    void start() throws IOException {
        new Random(1).nextBytes(content);
        file = folder.resolve("rates.bin");
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            try (exchange) {
                ranges.add(String.valueOf(exchange.getRequestHeaders().getFirst("Range")));
                answer.to(exchange);
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
        });
        server.start();
    }

    @AfterEach
    void stop() {
        hangs.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    @Test
    void downloadsWithProgressAndDigest() throws Exception { // H1, I6
        Download download = download();
        download.sha256 = digest();
        assertEquals("COMPLETED", download.process());
        assertArrayEquals(content, Files.readAllBytes(file));
        assertEquals(1, fractions.get(fractions.size() - 1));
        assertTrue(fractions.get(0) < 1);
        assertOnlyTheFile();
    }

    @Test
    void goesOnWhereItWasCutOff() throws Exception { // H2, I2, I5
        long here = cutOff();
        answer = exchange -> FileAnswers.rest(exchange, content, tag);
        assertEquals("COMPLETED", download().process());
        assertEquals(List.of("null", "bytes=" + here + "-"), ranges);
        assertArrayEquals(content, Files.readAllBytes(file));
        assertOnlyTheFile();
    }

    @Test
    void beginsAnewWhenTheFileIsAnother() throws Exception { // H2
        cutOff();
        tag = "\"two\"";
        answer = exchange -> FileAnswers.rest(exchange, content, tag);
        content[0]++;
        assertEquals("COMPLETED", download().process());
        assertArrayEquals(content, Files.readAllBytes(file));
    }

    @Test
    void beginsAnewWhenThereIsNoRest() throws Exception { // H2
        cutOff();
        answer = exchange -> {
            if (exchange.getRequestHeaders().containsKey("Range")) {
                exchange.sendResponseHeaders(416, -1);
            } else {
                FileAnswers.whole(exchange, content, tag);
            }
        };
        assertEquals("COMPLETED", download().process());
        assertArrayEquals(content, Files.readAllBytes(file));
    }

    @Test
    void triesAWrongFileOfTwoPartsFromItsBeginning() throws Exception { // H1
        cutOff();
        byte[] right = content.clone();
        String digest = digest();
        // the same tag, and another file all the same
        Arrays.fill(content, CUT, CUT + 10, (byte) 0);
        answer = exchange -> FileAnswers.rest(exchange, content, tag);
        Download mixed = download();
        mixed.sha256 = digest;
        assertFailed(ErrorCategory.TRANSIENT, "DATA_ERROR", mixed);
        System.arraycopy(right, 0, content, 0, right.length);
        Download again = download();
        again.sha256 = digest;
        assertEquals("COMPLETED", again.process());
        assertEquals("null", ranges.get(2));
        assertArrayEquals(right, Files.readAllBytes(file));
    }

    @Test
    void refusesAWrongDigestAndALargeFile() throws Exception { // H1
        Download wrong = download();
        wrong.sha256 = "00".repeat(32);
        assertEquals(
                wrong.url + " has the SHA-256 digest " + digest() + ", expected " + wrong.sha256
                        + " (property 'sha256')",
                assertFailed(ErrorCategory.PERMANENT, "DATA_ERROR", wrong).getMessage());
        Download large = download();
        large.mostBytes = "499999";
        assertEquals(
                large.url + " has 500000 bytes or more, expected at most 499999 (property 'mostBytes')",
                assertFailed(ErrorCategory.PERMANENT, "DATA_ERROR", large).getMessage());
        answer = exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(content);
        };
        assertFailed(ErrorCategory.PERMANENT, "DATA_ERROR", large);
        assertFalse(Files.exists(file));
    }

    @Test
    void tellsPassingAnswersFromOthers() throws Exception {
        answer = exchange -> {
            exchange.getResponseHeaders().add("Retry-After", "120");
            exchange.sendResponseHeaders(503, -1);
        };
        JobException busy = assertFailed(ErrorCategory.TRANSIENT, "API_ERROR", download());
        assertEquals(Optional.of(Duration.ofMinutes(2)), busy.retryAfter());
        answer = exchange -> exchange.sendResponseHeaders(429, -1);
        assertFailed(ErrorCategory.TRANSIENT, "API_ERROR", download());
        answer = exchange -> exchange.sendResponseHeaders(404, -1);
        Download gone = download();
        assertEquals(
                gone.url + " answered 404, expected 200 or 206",
                assertFailed(ErrorCategory.PERMANENT, "API_ERROR", gone).getMessage());
        server.stop(0);
        assertFailed(ErrorCategory.TRANSIENT, "NETWORK_ERROR", download());
    }

    @Test
    void endsWhenNothingComesOrItTakesTooLongOrIsStopped() throws Exception {
        answer = exchange -> FileAnswers.hang(exchange, content, hangs);
        Download stalled = download();
        stalled.stallTimeout = "PT0.3S";
        assertEquals(
                stalled.url + " took longer than property 'stallTimeout' allows, PT0.3S",
                assertFailed(ErrorCategory.TRANSIENT, "TIMEOUT_ERROR", stalled).getMessage());
        Download slow = download();
        slow.timeout = "PT0.3S";
        assertFailed(ErrorCategory.TRANSIENT, "TIMEOUT_ERROR", slow);

        fractions.clear();
        Download stopped = download();
        FutureTask<String> running = new FutureTask<>(stopped::process);
        threads.execute(running);
        Until.holds(() -> !fractions.isEmpty());
        stopped.stop();
        assertEquals("STOPPED", running.get());
        assertFalse(Files.exists(file));
    }

    @Test
    void givesCredentialsToTheirHostAlone() throws Exception { // H3
        List<String> seen = new CopyOnWriteArrayList<>();
        HttpServer other = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        other.createContext("/", exchange -> {
            seen.add(exchange.getRequestHeaders().getFirst("Authorization") + " "
                    + exchange.getRequestHeaders().getFirst("Accept"));
            try (exchange) {
                FileAnswers.whole(exchange, content, tag);
            }
        });
        other.start();
        answer = exchange -> {
            seen.add(exchange.getRequestHeaders().getFirst("Authorization"));
            exchange.getResponseHeaders()
                    .add("Location", "http://localhost:" + other.getAddress().getPort() + "/x");
            exchange.sendResponseHeaders(302, -1);
        };
        Download download = download();
        download.give(Map.of("header.Authorization", "Bearer x", "header.Accept", "a/b"));
        assertEquals("COMPLETED", download.process());
        assertEquals(List.of("Bearer x", "null a/b"), seen);
        other.stop(0);

        Download never = download();
        never.redirects = "never";
        assertFailed(ErrorCategory.PERMANENT, "API_ERROR", never);
        answer = exchange -> {
            exchange.getResponseHeaders().add("Location", "file:///etc/passwd");
            exchange.sendResponseHeaders(302, -1);
        };
        Download local = download();
        assertEquals(
                local.url + " redirects to file:///etc/passwd, expected http or https",
                assertFailed(ErrorCategory.PERMANENT, "API_ERROR", local).getMessage());
    }

    @Test
    void refusesUnfitProperties() throws Exception { // I1
        Download user = download();
        user.url = "http://me:secret@host/x";
        assertEquals(
                "property 'url' is 'http://...@host/x', expected the address of a file, http or https, with no user in it:"
                        + " that is for 'header.Authorization'",
                assertThrows(JobException.class, user::process).getMessage());
        Download scheme = download();
        scheme.url = "file:///etc/passwd";
        assertThrows(JobException.class, scheme::process);
        Download digest = download();
        digest.sha256 = "abc";
        assertEquals(
                "property 'sha256' is 'abc', expected the 64 hexadecimal digits of a SHA-256 digest",
                assertThrows(JobException.class, digest::process).getMessage());
        Files.createFile(file);
        Download there = download();
        there.existing = "fail";
        assertEquals(
                "property 'existing' is 'fail' and there is a file " + file + ": expected none, or 'replace'",
                assertThrows(JobException.class, there::process).getMessage());
    }

    /** The connection breaks in the middle. */
    private long cutOff() throws Exception {
        answer = exchange -> FileAnswers.cut(exchange, content, tag, CUT);
        Download download = download();
        assertFailed(ErrorCategory.TRANSIENT, "NETWORK_ERROR", download);
        assertFalse(Files.exists(file));
        long here = Files.size(folder.resolve("rates.bin.part"));
        // what was on its way when the connection broke may be lost
        assertTrue(here > 0 && here <= CUT, () -> "bytes: " + here);
        return here;
    }

    private static JobException assertFailed(ErrorCategory category, String code, Download download) {
        JobException failed = assertThrows(JobException.class, download::process);
        assertEquals(category, failed.category(), failed::getMessage);
        assertEquals(code, failed.code(), failed::getMessage);
        return failed;
    }

    private void assertOnlyTheFile() throws IOException {
        try (var files = Files.list(folder)) {
            assertEquals(List.of(file), files.toList());
        }
    }

    private String digest() throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    }

    private Download download() {
        Download download = new Download((fraction, message) -> fractions.add(fraction));
        download.url = "http://127.0.0.1:" + server.getAddress().getPort() + "/rates.bin";
        download.file = file.toString();
        return download;
    }
}
