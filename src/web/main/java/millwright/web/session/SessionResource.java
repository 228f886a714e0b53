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
import millwright.access.Permission;
import millwright.access.Session;
import millwright.access.Sessions;
import millwright.access.Users;
import millwright.web.audit.AuditNote;
import millwright.web.audit.Recorded;
import millwright.web.json.JsonDocument;
import millwright.web.problem.ProblemCode;
import millwright.web.problem.ProblemException;
import millwright.web.request.ClientAddress;
import millwright.web.request.JsonRequestBody;
import millwright.web.security.CallerContext;
import millwright.web.security.Needs;
import millwright.web.security.Open;
import millwright.web.security.OwnApplication;
import millwright.web.security.SessionCookie;

/** {@code /session}: the browser's sign-in; {@link OwnApplication} says why the path is a template. */
@Path("{session: session}")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
@OwnApplication
public class SessionResource {

    @Inject
    Sessions sessions;

    @Inject
    Users users;

    @Inject
    AuditNote note;

    @Inject
    ClientAddress address;

    @Open
    @Recorded
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response signIn(InputStream body, @Context HttpHeaders headers, @Context HttpServletRequest request) {
        Credentials given = Credentials.read(JsonRequestBody.read(body, headers));
        note.actor(given.user().isEmpty() ? null : given.user());
        Session session = opened(given, address.of(request));
        note.actor(session.caller().name());
        // one who signs in anew leaves no session behind that nobody can end
        SessionCookie.in(headers.getCookies()).ifPresent(sessions::end);
        long seconds = Duration.between(Instant.now(), session.expiresAt()).toSeconds();
        int kept = (int) Math.max(1, Math.min(seconds, Integer.MAX_VALUE));
        boolean secure = ClientAddress.isSecure(request);
        return Response.ok(JsonDocument.bytes(SessionJson.of(Optional.of(session.caller()), Optional.of(session))))
                .cookie(SessionCookie.of(session.id(), request.getContextPath(), secure, kept))
                .build();
    }

    private Session opened(Credentials given, String from) {
        return given.token().isPresent()
                ? sessions.open(given.token().get()).orElseThrow(() -> refused("this is not a valid API token"))
                : sessions.open(given.user(), given.password(), from)
                        .orElseThrow(() -> refused("there is no user of this name with this password"));
    }

    private static ProblemException refused(String detail) {
        return new ProblemException(ProblemCode.UNAUTHORIZED, detail);
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
                .cookie(SessionCookie.of("", request.getContextPath(), ClientAddress.isSecure(request), 0))
                .build();
    }

    /** The user's own password; the user's other sessions end. */
    @Needs(Permission.READ)
    @Recorded
    @POST
    @Path("password")
    @Consumes(MediaType.APPLICATION_JSON)
    public void changePassword(InputStream body, @Context HttpHeaders headers, @Context HttpServletRequest request) {
        PasswordChange change = PasswordChange.read(JsonRequestBody.read(body, headers));
        Session session = SessionCookie.in(headers.getCookies())
                .flatMap(sessions::find)
                .filter(Session::isUsers)
                .orElseThrow(() -> new ProblemException(
                        ProblemCode.FORBIDDEN, "only a user who has signed in with a password has one to change"));
        if (!users.changePassword(
                session.caller().name(), change.current(), change.next(), session.id(), address.of(request))) {
            throw new ProblemException(ProblemCode.FORBIDDEN, "the current password is another one");
        }
    }
}
