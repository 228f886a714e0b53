package millwright.web.feed;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.util.Optional;
import millwright.access.Permission;
import millwright.event.Feed;
import millwright.event.Feed.Following;
import millwright.event.FeedPosition;
import millwright.job.Visibility;
import millwright.web.problem.ProblemCode;
import millwright.web.problem.ProblemException;
import millwright.web.security.CallerContext;
import millwright.web.security.Needs;
import millwright.web.security.OwnApplication;

/** {@code /events}; {@link OwnApplication} says why the path is a template. */
@Path("{events: events}")
@ApplicationScoped
@OwnApplication
public class EventsResource {

    @Inject
    Feed feed;

    @Resource
    ManagedThreadFactory threads;

    @Needs(Permission.READ)
    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    public void events(
            @Context UriInfo uri,
            @Context HttpHeaders headers,
            @Context SecurityContext security,
            @Context SseEventSink sink,
            @Context Sse sse) {
        EventFilter filter = EventFilter.read(uri.getQueryParameters());
        Optional<FeedPosition> after = position(headers.getHeaderString(HttpHeaders.LAST_EVENT_ID_HEADER));
        Visibility visibility = CallerContext.visibility(security);
        Outbox outbox = new Outbox(event -> filter.takes(event, visibility), System::nanoTime);
        Following following = feed.follow(outbox, after);
        start(new EventStream(outbox, following, sink, sse), following);
    }

    private void start(EventStream stream, Following following) {
        boolean started = false;
        try {
            threads.newThread(stream).start();
            started = true;
        } finally {
            if (!started) {
                following.close();
            }
        }
    }

    static Optional<FeedPosition> position(String lastEventId) {
        if (lastEventId == null || lastEventId.isBlank()) {
            return Optional.empty();
        }
        return Optional.of(FeedPosition.of(lastEventId.strip())
                .orElseThrow(() -> new ProblemException(
                        ProblemCode.MALFORMED_REQUEST,
                        "Last-Event-ID is none of this API's, expected the id of an event")));
    }
}
