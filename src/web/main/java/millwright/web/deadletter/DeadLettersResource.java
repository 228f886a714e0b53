package millwright.web.deadletter;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import millwright.access.Permission;
import millwright.batch.BatchJobs;
import millwright.job.DeadLetters;
import millwright.job.Resolution;
import millwright.job.Visibility;
import millwright.search.DeadLetterGroup;
import millwright.search.DeadLetterGroups;
import millwright.search.JobSearch;
import millwright.web.audit.AuditNote;
import millwright.web.job.JobPage;
import millwright.web.json.JsonDocument;
import millwright.web.problem.ProblemCode;
import millwright.web.problem.ProblemException;
import millwright.web.request.JsonRequestBody;
import millwright.web.security.CallerContext;
import millwright.web.security.Needs;
import millwright.web.security.OwnApplication;

/** {@code /dead-letters} and their groups; {@link OwnApplication} says why the path is a template. */
@Path("{dead-letters: dead-letters}")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
@OwnApplication
public class DeadLettersResource {

    @Inject
    JobSearch search;

    @Inject
    BatchJobs batchJobs;

    @Inject
    DeadLetterGroups groups;

    @Inject
    DeadLetters deadLetters;

    @Inject
    AuditNote note;

    @Needs(Permission.READ)
    @GET
    public byte[] list(@Context UriInfo uri, @Context SecurityContext security) {
        LettersRequest request = LettersRequest.read(uri.getQueryParameters(), CallerContext.visibility(security));
        return JsonDocument.bytes(
                JobPage.document(search.find(request.query()), batchJobs, request.token(), OptionalLong.empty()));
    }

    @Needs(Permission.READ)
    @GET
    @Path("groups")
    public byte[] groups(@Context UriInfo uri, @Context SecurityContext security) {
        GroupsRequest request = GroupsRequest.read(uri.getQueryParameters());
        List<DeadLetterGroup> page = groups.list(request.oneMore(), CallerContext.visibility(security));
        return JsonDocument.bytes(GroupJson.page(page, request));
    }

    @Needs(Permission.READ)
    @GET
    @Path("groups/{group}")
    public byte[] group(@PathParam("group") String group, @Context SecurityContext security) {
        return JsonDocument.bytes(GroupJson.one(
                groups.find(known(group), CallerContext.visibility(security)).orElseThrow(() -> notFound(group))));
    }

    /** Those that have waited longest first; what is refused waits on and is counted among those left. */
    @Needs(Permission.OPERATE)
    @POST
    @Path("groups/{group}/actions")
    @Consumes(MediaType.APPLICATION_JSON)
    public byte[] act(
            @PathParam("group") String group,
            InputStream body,
            @Context HttpHeaders headers,
            @Context SecurityContext security) {
        GroupAction action = GroupAction.read(JsonRequestBody.read(body, headers));
        Visibility visibility = CallerContext.visibility(security);
        Optional<DeadLetterGroup> before = groups.find(known(group), visibility);
        note.reason(action.reason());
        note.filter(action.document());
        List<UUID> members = groups.members(known(group), visibility, action.limit());
        if (members.isEmpty()) {
            throw notFound(group);
        }
        List<Resolution> resolutions =
                action.on(deadLetters, members, CallerContext.callerOf(security).name());
        long remaining =
                groups.find(group, visibility).map(DeadLetterGroup::count).orElse(0L);
        note.affected(resolutions.stream().filter(Resolution::done).count());
        note.changed(before.map(GroupJson::counted).orElse(null), GroupJson.counted(remaining));
        return JsonDocument.bytes(GroupJson.result(resolutions, remaining));
    }

    /** What PostgreSQL cannot even be asked for is no group's. */
    private static String known(String group) {
        if (!group.matches("[0-9a-f]{32}")) {
            throw notFound(group);
        }
        return group;
    }

    private static ProblemException notFound(String group) {
        return new ProblemException(
                ProblemCode.DEAD_LETTER_GROUP_NOT_FOUND, "no dead letters are in a group '" + group + "'");
    }
}
