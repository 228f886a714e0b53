package millwright.web.definition;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import millwright.access.Permission;
import millwright.access.Scope;
import millwright.config.NearestName;
import millwright.external.ExternalJobs;
import millwright.job.JobDefinition;
import millwright.job.Jobs;
import millwright.web.audit.AuditNote;
import millwright.web.json.JsonDocument;
import millwright.web.problem.ProblemCode;
import millwright.web.problem.ProblemException;
import millwright.web.request.JsonRequestBody;
import millwright.web.security.Needs;
import millwright.web.security.OwnApplication;
import millwright.web.security.Reach;

/** {@code /definitions} and each of them; {@link OwnApplication} says why the path is a template. */
@Path("{definitions: definitions}")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
@OwnApplication
public class DefinitionsResource {

    @Inject
    Jobs jobs;

    @Inject
    ExternalJobs external;

    @Inject
    AuditNote note;

    @Needs(Permission.READ)
    @GET
    public byte[] list(@Context SecurityContext security) {
        return JsonDocument.bytes(DefinitionJson.list(visible(security)));
    }

    @Needs(Permission.READ)
    @GET
    @Path("{name}")
    public byte[] definition(@PathParam("name") String name, @Context SecurityContext security) {
        return JsonDocument.bytes(DefinitionJson.one(found(name, security)));
    }

    @Needs(Permission.OPERATE)
    @PUT
    @Path("{name}")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response define(
            @PathParam("name") String name,
            InputStream body,
            @Context HttpHeaders headers,
            @Context SecurityContext security) {
        JsonObject document =
                ExternalDefinitionRequest.read(name, JsonRequestBody.read(body, headers), Reach.of(security));
        Optional<JobDefinition> before = find(jobs.definitions(), name);
        before.ifPresent(DefinitionsResource::checkExternal);
        JobDefinition defined = external.define(name, document);
        note.changed(before.map(DefinitionJson::one).orElse(null), DefinitionJson.one(defined));
        return Response.status(before.isPresent() ? Response.Status.OK : Response.Status.CREATED)
                .entity(JsonDocument.bytes(DefinitionJson.one(defined)))
                .build();
    }

    @Needs(Permission.OPERATE)
    @DELETE
    @Path("{name}")
    public void delete(@PathParam("name") String name, @Context SecurityContext security) {
        JobDefinition before = found(name, security);
        checkExternal(before);
        // somebody else may have been faster: it is gone all the same
        external.delete(name);
        note.changed(DefinitionJson.one(before), null);
    }

    private static void checkExternal(JobDefinition definition) {
        if (definition.kind() != JobDefinition.Kind.EXTERNAL) {
            throw new ProblemException(
                    ProblemCode.DEFINITION_FIXED,
                    "'" + definition.name() + "' is a " + definition.kind()
                            + " definition of the application: only those of work done outside can be changed");
        }
    }

    private List<JobDefinition> visible(SecurityContext security) {
        Scope scope = Reach.of(security);
        return jobs.definitions().stream()
                .filter(definition -> scope.coversDefinition(definition.name()))
                .toList();
    }

    private JobDefinition found(String name, SecurityContext security) {
        List<JobDefinition> visible = visible(security);
        return find(visible, name)
                .orElseThrow(() -> new ProblemException(ProblemCode.DEFINITION_NOT_FOUND, unknown(name, visible)));
    }

    private static Optional<JobDefinition> find(List<JobDefinition> definitions, String name) {
        return definitions.stream()
                .filter(definition -> definition.name().equals(name))
                .findFirst();
    }

    private static String unknown(String name, List<JobDefinition> definitions) {
        String nearest = NearestName.of(
                name, definitions.stream().map(JobDefinition::name).toList());
        return "no job definition is named '" + name + "'" + (nearest.isEmpty() ? "" : " (nearest: '" + nearest + "')");
    }
}
