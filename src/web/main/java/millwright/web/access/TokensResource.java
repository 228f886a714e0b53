package millwright.web.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
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
import java.util.UUID;
import millwright.access.ApiToken;
import millwright.access.NewToken;
import millwright.access.Permission;
import millwright.access.Tokens;
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

/** {@code /tokens} and each of them; {@link OwnApplication} says why the path is a template. */
@Path("{tokens: tokens}")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
@OwnApplication
public class TokensResource {

    private static final int USUAL_LIMIT = 50;

    @Inject
    Tokens tokens;

    @Inject
    AuditNote note;

    @Needs(Permission.ADMINISTER)
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response create(
            InputStream body, @Context HttpHeaders headers, @Context SecurityContext security, @Context UriInfo uri) {
        NewToken made =
                tokens.create(TokenMembers.read(JsonRequestBody.read(body, headers), CallerContext.callerOf(security)));
        note.target("/tokens/" + made.token().id());
        note.changed(null, TokenJson.one(made.token()));
        return Response.created(uri.getBaseUriBuilder()
                        .path("tokens")
                        .path(made.token().id().toString())
                        .build())
                .entity(JsonDocument.bytes(TokenJson.made(made)))
                .build();
    }

    @Needs(Permission.ADMINISTER)
    @GET
    public byte[] list(@Context UriInfo uri) {
        QueryParameters query = new QueryParameters(uri.getQueryParameters(), Set.of("limit", "page_token"));
        Optional<UUID> after = query.one("page_token", OpaqueToken::readId, "a next_page_token of this API");
        int limit = query.integer("limit", 1, Tokens.MOST, USUAL_LIMIT);
        query.finish();
        List<ApiToken> page = tokens.list(after, limit);
        return JsonDocument.bytes(TokenJson.page(page, last(page, limit)));
    }

    // a full page may be the last one: looking one token ahead spares the caller an empty page
    private Optional<ApiToken> last(List<ApiToken> page, int limit) {
        return Optional.of(page)
                .filter(full -> full.size() == limit)
                .map(full -> full.get(limit - 1))
                .filter(last -> !tokens.list(Optional.of(last.id()), 1).isEmpty());
    }

    @Needs(Permission.ADMINISTER)
    @GET
    @Path("{id}")
    public byte[] token(@PathParam("id") String id) {
        return JsonDocument.bytes(TokenJson.one(found(id)));
    }

    /** Ends it. It stays in the list, as it stands in the audit; asked for once more, nothing changes. */
    @Needs(Permission.ADMINISTER)
    @DELETE
    @Path("{id}")
    public byte[] revoke(@PathParam("id") String id, @Context SecurityContext security) {
        ApiToken token = found(id);
        ScopeMembers.checkReached(CallerContext.callerOf(security), token.scope());
        ApiToken revoked = tokens.revoke(token.id()).orElseThrow(() -> unknown(id));
        note.changed(TokenJson.one(token), TokenJson.one(revoked));
        return JsonDocument.bytes(TokenJson.one(revoked));
    }

    private ApiToken found(String id) {
        return id(id).flatMap(tokens::find).orElseThrow(() -> unknown(id));
    }

    private static Optional<UUID> id(String text) {
        try {
            return Optional.of(UUID.fromString(text)).filter(id -> id.toString().equalsIgnoreCase(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static ProblemException unknown(String id) {
        return new ProblemException(ProblemCode.TOKEN_NOT_FOUND, "no token has the id '" + id + "'");
    }
}
