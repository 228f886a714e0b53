package millwright.system;

import static millwright.system.DeskCalls.LONG;
import static millwright.system.DeskCalls.get;
import static millwright.system.DeskCalls.header;
import static millwright.system.DeskCalls.ok;
import static millwright.system.DeskCalls.send;
import static millwright.system.DeskCalls.submitted;
import static millwright.system.DeskCalls.type;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Job XML that comes with the request, over HTTP (B11). */
@ExtendWith(JobsServer.Shared.class)
class InlineJobApiIT {

    private static final String PATH = "/jobs/inline";

    private final Api api;
    private final Api anna;

    InlineJobApiIT(JobsServer server) {
        this.api = server.api();
        this.anna = server.anna();
    }

    @Test
    void runsAJobXmlThatComesWithTheRequestOnce() {
        HttpResponse<String> answer = send(
                api,
                PATH,
                InlineJob.request(InlineJob.XML, ",\"mode\":\"sync\",\"tags\":[\"inline\"],\"priority\":\"HIGH\""),
                "Idempotency-Key",
                "inline");
        JsonObject job = ok(answer);
        assertEquals("COMPLETED", job.getString("state"), job::toString);
        assertEquals("inline-job-xml", job.getString("definition"));
        assertEquals("HIGH", job.getString("priority"));
        assertEquals("capital", job.getJsonArray("steps").getJsonObject(0).getString("name"));
        String id = job.getString("id");
        assertEquals(InlineJob.XML, ok(get(api, "/jobs/" + id + "/job-xml")).getString("job_xml"));
        HttpResponse<String> replay = send(
                api,
                PATH,
                InlineJob.request(InlineJob.XML, ",\"mode\":\"sync\",\"tags\":[\"inline\"],\"priority\":\"HIGH\""),
                "Idempotency-Key",
                "inline");
        assertEquals("true", header(replay, "Idempotency-Replayed"));
        assertEquals(id, ok(replay).getString("id"));
        assertEquals(200, send(api, "/jobs/" + id + "/retry", "{}").statusCode());
    }

    @Test
    void saysWhereAndWhatIsWrongWithTheText() {
        String unknown = InlineJob.XML.replace("capitalBatchlet", "capitolBatchlet");
        String detail = refused(unknown);
        assertTrue(detail.matches("inline-job-xml:3:\\d+: .*capitolBatchlet.*"), detail);
        assertTrue(refused("<job").matches("inline-job-xml:1:\\d+: .*"), refused("<job"));
        String doctype = refused("<!DOCTYPE job [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>" + InlineJob.XML);
        assertTrue(doctype.contains("DOCTYPE"), doctype);
        HttpResponse<String> members = send(api, PATH, "{\"job_xm\":\"<job/>\",\"definition\":\"echo\"}");
        assertEquals("422 /problems/invalid-request", type(members));
        assertTrue(members.body().contains("nearest: 'job_xml'"), members::body);
        String large = InlineJob.XML + " ".repeat(1 << 20);
        assertEquals(422, send(api, PATH, InlineJob.request(large, "")).statusCode());
        String tooLarge = "x".repeat(5 << 20);
        assertEquals(413, send(api, PATH, InlineJob.request(tooLarge, "")).statusCode());
    }

    private String refused(String xml) {
        HttpResponse<String> answer = send(api, PATH, InlineJob.request(xml, ""));
        assertEquals("422 /problems/invalid-request", type(answer));
        JsonObject error = Api.json(answer.body()).getJsonArray("errors").getJsonObject(0);
        assertEquals("/job_xml", error.getString("pointer"));
        return error.getString("detail");
    }

    @Test
    void whoMayNotGiveATextMayNotRunOneByItsHashEither() {
        assertEquals(403, send(anna, PATH, InlineJob.request(InlineJob.XML, "")).statusCode());
        String id = Api.json(
                        send(api, PATH, InlineJob.request(InlineJob.XML, "")).body())
                .getString("id");
        JsonObject kept = api.awaitOver(id, LONG).getJsonObject("parameters");
        String byHash = "{\"definition\":\"inline-job-xml\",\"parameters\":" + kept + "}";
        HttpResponse<String> refused = send(anna, "/jobs", byHash);
        assertEquals("403 /problems/forbidden", type(refused));
        assertTrue(refused.body().contains("submit_xml"), refused::body);
        JsonObject bulk = ok(send(anna, "/jobs/bulk", "{\"jobs\":[" + byHash + "]}"));
        assertEquals(1, bulk.getInt("refused"), bulk::toString);
        assertEquals(404, get(anna, "/jobs/" + id).statusCode());
        assertEquals(403, get(anna, "/jobs/" + id + "/job-xml").statusCode());
        submitted(api, byHash);
    }

    @Test
    void aJobOfADefinitionHasNoTextOfItsOwn() {
        String id = submitted(api, DeskCalls.echo("")).getString("id");
        assertEquals("404 /problems/no-job-xml", type(get(api, "/jobs/" + id + "/job-xml")));
    }
}
