package millwright.web.job;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.time.Duration;
import java.util.function.Supplier;
import millwright.job.SyncConfig;
import millwright.job.Visibility;
import millwright.web.json.JsonDocument;
import millwright.web.security.CallerContext;

/** Answers for a job that was accepted: at once, or once it is over where that was asked for. */
@ApplicationScoped
public class SubmitAnswers {

    private static final String RETRY_AFTER_SECONDS = "1";

    @Inject
    JobDocuments documents;

    @Inject
    JobWaits waits;

    @Inject
    UsualDurations durations;

    @Inject
    SyncConfig config;

    /** Where nobody more may wait on this node, it answers as if the time were over. */
    void give(
            Accepted accepted,
            SubmitRequest request,
            HttpHeaders headers,
            SecurityContext security,
            UriInfo uri,
            AsyncResponse suspended) {
        WaitPlan plan = WaitPlan.of(
                request.mode(),
                Preferences.read(headers.getRequestHeader(Preferences.HEADER)),
                threshold(),
                () -> durations.isQuick(request.job().definition(), threshold()));
        URI location = uri.getBaseUriBuilder()
                .path("jobs")
                .path(accepted.id().toString())
                .build();
        Visibility sight = CallerContext.visibility(security);
        Supplier<Response> answer = () -> answer(accepted, plan, location, sight);
        if (!plan.waits()) {
            suspended.resume(answer.get());
        } else if (!waits.untilOver(accepted.id(), plan.atMost(), suspended, answer)) {
            suspended.resume(answer(accepted, plan.withoutWaiting(), location, sight));
        }
    }

    private Duration threshold() {
        Duration longest = Duration.ofSeconds(Preferences.LONGEST_WAIT);
        return config.threshold().compareTo(longest) > 0 ? longest : config.threshold();
    }

    private Response answer(Accepted accepted, WaitPlan plan, URI location, Visibility sight) {
        JsonObject document = documents.accepted(accepted.id(), sight);
        boolean over = plan.waits() && isOver(document);
        int status = over ? 200 : plan.promised() ? 202 : accepted.created() ? 201 : 200;
        var response = Response.status(status).location(location).entity(JsonDocument.bytes(document));
        if (status == 202) {
            response.header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
        }
        if (plan.applied() != null) {
            response.header(Preferences.APPLIED, plan.applied());
        }
        if (accepted.replayed()) {
            response.header(RequestKey.REPLAYED, "true");
        }
        return response.build();
    }

    private static boolean isOver(JsonObject document) {
        return document.containsKey("finished_at") && !document.isNull("finished_at");
    }
}
