package millwright.web.session;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import millwright.access.Session;
import millwright.access.Sessions;
import millwright.web.json.JsonDocument;
import millwright.web.json.Members;
import millwright.web.json.StrictJson;
import millwright.web.problem.ProblemCode;
import millwright.web.problem.ProblemException;
import millwright.web.request.JsonRequestBody;
import millwright.web.security.CallerContext;
import millwright.web.security.Open;
import millwright.web.security.OwnApplication;
import millwright.web.security.SessionCookie;

/** {@code /session}: the browser's sign-in; {@link OwnApplication} says why the path is a template. */
@Path("{session: session}")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
@OwnApplication
public class SessionResource {

    private static final int LONGEST_TOKEN = 1_000;

    @Inject
    Sessions sessions;

    @Open
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response signIn(InputStream body, @Context HttpHeaders headers, @Context HttpServletRequest request) {
        Members members = Members.of(StrictJson.read(JsonRequestBody.read(body, headers)), Set.of("token"));
        String token = members.requiredText("token", LONGEST_TOKEN);
        members.finish();
        Session session = sessions.open(token.strip())
                .orElseThrow(() -> new ProblemException(ProblemCode.UNAUTHORIZED, "this is not a valid API token"));
        // one who signs in anew leaves no session behind that nobody can end
        SessionCookie.in(headers.getCookies()).ifPresent(sessions::end);
        long seconds = Duration.between(Instant.now(), session.expiresAt()).toSeconds();
        int kept = (int) Math.max(1, Math.min(seconds, Integer.MAX_VALUE));
        return Response.ok(JsonDocument.bytes(SessionJson.of(Optional.of(session.caller()), Optional.of(session))))
                .cookie(SessionCookie.of(session.id(), request.getContextPath(), isSecure(request), kept))
                .build();
    }

    /** Who is signed in: nobody is an answer too, so that a page may ask without an error. */
    @Open
    @GET
    public byte[] session(@Context HttpHeaders headers, @Context SecurityContext security) {
        Optional<Session> session = SessionCookie.in(headers.getCookies()).flatMap(sessions::find);
        return JsonDocument.bytes(SessionJson.of(CallerContext.find(security), session));
    }

    @Open
    @DELETE
    public Response signOut(@Context HttpHeaders headers, @Context HttpServletRequest request) {
        SessionCookie.in(headers.getCookies()).ifPresent(sessions::end);
        return Response.noContent()
                .cookie(SessionCookie.of("", request.getContextPath(), isSecure(request), 0))
                .build();
    }

    private static boolean isSecure(HttpServletRequest request) {
        String proxied = request.getHeader("X-Forwarded-Proto");
        return request.isSecure()
                || (proxied != null && proxied.split(",", 2)[0].strip().equalsIgnoreCase("https"));
    }
}
