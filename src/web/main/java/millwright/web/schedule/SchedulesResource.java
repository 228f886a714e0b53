package millwright.web.schedule;

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
import millwright.access.Permission;
import millwright.batch.InlineJobXml;
import millwright.schedule.Schedule;
import millwright.schedule.ScheduleExistsException;
import millwright.schedule.ScheduleRequest;
import millwright.schedule.Schedules;
import millwright.web.audit.AuditNote;
import millwright.web.json.JsonDocument;
import millwright.web.problem.ProblemCode;
import millwright.web.problem.ProblemException;
import millwright.web.request.JsonRequestBody;
import millwright.web.security.CallerContext;
import millwright.web.security.Needs;
import millwright.web.security.OwnApplication;

/** {@code /schedules} and each of them; {@link OwnApplication} says why the path is a template. */
@Path("{schedules: schedules}")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
@OwnApplication
public class SchedulesResource {

    @Inject
    Schedules schedules;

    @Inject
    AuditNote note;

    @Needs(Permission.OPERATE)
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response create(
            InputStream body, @Context HttpHeaders headers, @Context SecurityContext security, @Context UriInfo uri) {
        ScheduleRequest request =
                CreateRequest.read(JsonRequestBody.read(body, headers), CallerContext.callerOf(security));
        checkJobXml(request, security);
        try {
            Schedule created = schedules.create(request);
            note.target("/schedules/" + created.name());
            note.changed(null, ScheduleJson.one(created));
            return Response.created(uri.getBaseUriBuilder()
                            .path("schedules")
                            .path(created.name())
                            .build())
                    .entity(JsonDocument.bytes(ScheduleJson.one(created)))
                    .build();
        } catch (ScheduleExistsException e) {
            throw new ProblemException(ProblemCode.SCHEDULE_EXISTS, e.getMessage());
        }
    }

    /** Who may not bring a job XML may not have one run again and again either. */
    private static void checkJobXml(ScheduleRequest request, SecurityContext security) {
        if (request.definition().equals(InlineJobXml.DEFINITION)
                && !CallerContext.callerOf(security).may(Permission.SUBMIT_XML)) {
            throw new ProblemException(ProblemCode.FORBIDDEN, "/definition: needs the permission submit_xml");
        }
    }

    @Needs(Permission.WATCH)
    @GET
    public byte[] list(@Context UriInfo uri) {
        ListRequest request = ListRequest.read(uri.getQueryParameters());
        List<Schedule> page = schedules.list(request.after(), request.limit());
        return JsonDocument.bytes(ScheduleJson.page(page, last(page, request.limit())));
    }

    // a full page may be the last one: looking one schedule ahead spares the caller an empty page
    private Optional<String> last(List<Schedule> page, int limit) {
        return Optional.of(page)
                .filter(full -> full.size() == limit)
                .map(full -> full.get(limit - 1).name())
                .filter(name -> !schedules.list(Optional.of(name), 1).isEmpty());
    }

    @Needs(Permission.WATCH)
    @GET
    @Path("preview")
    public byte[] preview(@Context UriInfo uri) {
        PreviewRequest request = PreviewRequest.read(uri.getQueryParameters());
        return JsonDocument.bytes(
                ScheduleJson.preview(schedules.preview(request.cron(), request.timeZone(), request.count())));
    }

    @Needs(Permission.WATCH)
    @GET
    @Path("{name}")
    public byte[] schedule(@PathParam("name") String name) {
        return JsonDocument.bytes(ScheduleJson.one(schedules.find(name).orElseThrow(() -> unknown(name))));
    }

    @Needs(Permission.OPERATE)
    @DELETE
    @Path("{name}")
    public void delete(@PathParam("name") String name) {
        Optional<Schedule> before = schedules.find(name);
        if (!schedules.delete(name)) {
            throw unknown(name);
        }
        note.changed(before.map(ScheduleJson::one).orElse(null), null);
    }

    private ProblemException unknown(String name) {
        String nearest = schedules
                .nearest(name)
                .map(known -> " (nearest: '" + known + "')")
                .orElse("");
        return new ProblemException(ProblemCode.SCHEDULE_NOT_FOUND, "no schedule is named '" + name + "'" + nearest);
    }
}
