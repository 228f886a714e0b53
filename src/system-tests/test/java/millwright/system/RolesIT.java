package millwright.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Every operation times every role, asked of the packaged server; and that a submitter is alone with its jobs. */
@ExtendWith(AccessServer.Shared.class)
class RolesIT {

    private static final List<String> ROLES = List.of("VIEWER", "SUBMITTER", "OPERATOR", "ADMIN");

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final Api api;

    RolesIT(AccessServer server) {
        this.api = server.api();
    }

    /** @param allowed in the order of the roles */
    private record Row(String method, String path, List<Boolean> allowed) {

        static Row of(String line) {
            String[] cells = line.substring(2, line.length() - 2).split(" \\| ");
            String[] operation = cells[0].split(" ", -1);
            return new Row(
                    operation[0],
                    operation[1],
                    List.of(cells).subList(1, cells.length).stream()
                            .map("yes"::equals)
                            .toList());
        }

        /** The least that is asked for: a body that does not fit is refused before anybody looks for the job. */
        String body() {
            return path.endsWith("/reprioritise") ? "{\"priority\":\"HIGH\"}" : "{}";
        }

        String with(String id) {
            return path.replaceAll("\\{[^}]+}", id);
        }
    }

    private static List<Row> table() throws IOException {
        Path file = Path.of(System.getProperty("millwright.roles"));
        return Files.readAllLines(file).stream()
                .filter(line -> line.matches("\\| [A-Z]+ /.*"))
                .map(Row::of)
                .toList();
    }

    @Test
    void everyRoleMayDoWhatTheTableSaysAndNothingElse() throws IOException {
        Map<String, String> tokens = new LinkedHashMap<>();
        ROLES.forEach(role -> tokens.put(role, token(role)));
        List<String> wrong = new ArrayList<>();
        for (Row row : table()) {
            for (int i = 0; i < ROLES.size(); i++) {
                Answer answer = ask(row, UUID.randomUUID().toString(), tokens.get(ROLES.get(i)));
                boolean refused = isRefused(answer);
                if (refused == row.allowed().get(i) || answer.status() == 401 || answer.status() >= 500) {
                    wrong.add(ROLES.get(i) + " " + row.method() + " " + row.path() + ": " + answer.status() + " "
                            + answer.body());
                }
            }
        }
        assertEquals(List.of(), wrong);
    }

    /** Refused for the role: an operation may have its own reasons to answer 403. */
    private static boolean isRefused(Answer answer) {
        return answer.status() == 403
                && Api.json(answer.body()).getString("detail").startsWith("the role ");
    }

    @Test
    void withoutATokenNothingButTheSessionAnswers() throws IOException {
        for (Row row : table()) {
            if (!row.path().equals("/session")) {
                assertEquals(401, ask(row, "x", "mw_nobodys").status(), row::toString);
            }
        }
    }

    @Test
    void whoeverHasATokenLearnsWhichMethodsAPathTakes() {
        String token = token("VIEWER");
        for (String path : List.of("/jobs", "/queues/any/pause", "/tokens")) {
            HttpResponse<String> answer = api.send(options(path, token));
            assertTrue(answer.statusCode() == 200 || answer.statusCode() == 204, answer::body);
            String allowed = answer.headers().firstValue("Allow").orElseThrow();
            assertTrue(allowed.contains("OPTIONS") && allowed.contains("POST"), path + " allows " + allowed);
            assertEquals(401, api.send(options(path, "mw_nobodys")).statusCode(), path);
        }
        assertEquals(404, api.send(options("/nothing", token)).statusCode());
    }

    private HttpRequest.Builder options(String path, String token) {
        return api.request(path)
                .setHeader("Authorization", "Bearer " + token)
                .method("OPTIONS", BodyPublishers.noBody());
    }

    @Test
    void aSubmitterCanNeitherSeeNorGuessAnothersJob() throws IOException {
        String one = token("SUBMITTER");
        String other = token("SUBMITTER");
        String job = Api.json(as(one, "POST", "/jobs", "{\"definition\":\"operational-risk-capital\"}")
                        .body())
                .getString("id");
        String nobodys = "01a20470-edaa-7a4b-8b70-21a22d8c06f6";
        api.awaitOver(job, Duration.ofSeconds(60));
        List<Row> ofOneJob = table().stream()
                .filter(row ->
                        row.path().startsWith("/jobs/{id}") && row.allowed().get(ROLES.indexOf("SUBMITTER")))
                .toList();
        assertTrue(ofOneJob.size() >= 5, ofOneJob::toString);
        for (Row row : ofOneJob) {
            Answer hidden = ask(row, job, other);
            Answer absent = ask(row, nobodys, other);
            assertEquals(404, hidden.status(), () -> row + ": " + hidden.body());
            assertEquals(
                    absent.body().replace(nobodys, job), hidden.body(), () -> row + " tells that there is such a job");
        }
        assertEquals(200, as(one, "GET", "/jobs/" + job, null).status());
    }

    /** @param body of a refusal; a stream that is open would have no end */
    private record Answer(int status, String body) {}

    private Answer ask(Row row, String id, String token) {
        boolean hasBody = !row.method().equals("GET") && !row.method().equals("DELETE");
        return as(token, row.method(), row.with(id), hasBody ? row.body() : null);
    }

    private Answer as(String token, String method, String path, String body) {
        BodyPublisher content = body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body);
        HttpRequest request = api.request(path)
                .setHeader("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .method(method, content)
                .build();
        try {
            HttpResponse<InputStream> answer = client.send(request, BodyHandlers.ofInputStream());
            try (InputStream in = answer.body()) {
                boolean ends = answer.statusCode() >= 400 || method.equals("POST");
                return new Answer(
                        answer.statusCode(), ends ? new String(in.readAllBytes(), StandardCharsets.UTF_8) : "");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    private String token(String role) {
        String name = role.toLowerCase(Locale.ROOT) + "-" + UUID.randomUUID();
        // with an end, so that the server's own administrator stays the last one
        HttpResponse<String> made = api.post(
                "/tokens",
                "{\"name\":\"" + name + "\",\"role\":\"" + role + "\",\"expires_at\":\""
                        + Instant.now().plusSeconds(3_600) + "\"}");
        assertEquals(201, made.statusCode(), made::body);
        return Api.json(made.body()).getString("token");
    }
}
