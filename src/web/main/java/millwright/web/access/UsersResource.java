package millwright.web.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import millwright.access.Caller;
import millwright.access.Permission;
import millwright.access.User;
import millwright.access.Users;
import millwright.web.audit.AuditNote;
import millwright.web.json.JsonDocument;
import millwright.web.problem.ProblemCode;
import millwright.web.problem.ProblemException;
import millwright.web.request.JsonRequestBody;
import millwright.web.request.OpaqueToken;
import millwright.web.request.QueryParameters;
import millwright.web.security.CallerContext;
import millwright.web.security.Needs;
import millwright.web.security.OwnApplication;

/** {@code /users} and each of them; {@link OwnApplication} says why the path is a template. */
@Path("{users: users}")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
@OwnApplication
public class UsersResource {

    private static final int USUAL_LIMIT = 50;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._@-]{1,100}");

    @Inject
    Users users;

    @Inject
    AuditNote note;

    @Needs(Permission.ADMINISTER)
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response create(
            InputStream body, @Context HttpHeaders headers, @Context SecurityContext security, @Context UriInfo uri) {
        User made = users.create(
                UserMembers.request(JsonRequestBody.read(body, headers), CallerContext.callerOf(security)));
        note.target("/users/" + made.name());
        note.changed(null, UserJson.one(made));
        return Response.created(
                        uri.getBaseUriBuilder().path("users").path(made.name()).build())
                .entity(JsonDocument.bytes(UserJson.one(made)))
                .build();
    }

    @Needs(Permission.ADMINISTER)
    @GET
    public byte[] list(@Context UriInfo uri) {
        QueryParameters query = new QueryParameters(uri.getQueryParameters(), Set.of("limit", "page_token"));
        Optional<String> after =
                query.one("page_token", token -> OpaqueToken.read(token, NAME), "a next_page_token of this API");
        int limit = query.integer("limit", 1, Users.MOST, USUAL_LIMIT);
        query.finish();
        List<User> page = users.list(after, limit);
        return JsonDocument.bytes(UserJson.page(page, last(page, limit)));
    }

    // a full page may be the last one: looking one user ahead spares the caller an empty page
    private Optional<User> last(List<User> page, int limit) {
        return Optional.of(page)
                .filter(full -> full.size() == limit)
                .map(full -> full.get(limit - 1))
                .filter(last -> !users.list(Optional.of(last.name()), 1).isEmpty());
    }

    @Needs(Permission.ADMINISTER)
    @GET
    @Path("{name}")
    public byte[] user(@PathParam("name") String name) {
        return JsonDocument.bytes(UserJson.one(found(name)));
    }

    /** What is left out stays as it is. */
    @Needs(Permission.ADMINISTER)
    @PATCH
    @Path("{name}")
    @Consumes(MediaType.APPLICATION_JSON)
    public byte[] change(
            @PathParam("name") String name,
            InputStream body,
            @Context HttpHeaders headers,
            @Context SecurityContext security) {
        User before = found(name);
        Caller caller = CallerContext.callerOf(security);
        ScopeMembers.checkReached(caller, before.scope());
        User after = users.change(name, UserMembers.change(JsonRequestBody.read(body, headers), before, caller))
                .orElseThrow(() -> unknown(name));
        note.changed(UserJson.one(before), UserJson.one(after));
        return JsonDocument.bytes(UserJson.one(after));
    }

    private User found(String name) {
        return users.find(name).orElseThrow(() -> unknown(name));
    }

    private static ProblemException unknown(String name) {
        return new ProblemException(ProblemCode.USER_NOT_FOUND, "no user is named '" + name + "'");
    }
}
