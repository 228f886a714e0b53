package millwright.web.node;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import millwright.access.Permission;
import millwright.node.NodeStatus;
import millwright.node.Nodes;
import millwright.web.audit.AuditNote;
import millwright.web.json.JsonDocument;
import millwright.web.security.CallerContext;
import millwright.web.security.Needs;
import millwright.web.security.OwnApplication;
import millwright.web.security.Reach;

/** {@code /nodes} and each of them; {@link OwnApplication} says why the path is a template. */
@Path("{nodes: nodes}")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
@OwnApplication
public class NodesResource {

    @Inject
    Nodes nodes;

    @Inject
    AuditNote note;

    @Needs(Permission.WATCH)
    @GET
    public byte[] list(@Context SecurityContext security) {
        return JsonDocument.bytes(NodeJson.list(nodes.list(), Reach.of(security)));
    }

    @Needs(Permission.WATCH)
    @GET
    @Path("{node}")
    public byte[] node(@PathParam("node") String node, @Context SecurityContext security) {
        return JsonDocument.bytes(NodeJson.one(nodes.find(node), Reach.of(security)));
    }

    @Needs(Permission.OPERATE)
    @POST
    @Path("{node}/drain")
    public byte[] drain(@PathParam("node") String node, @Context SecurityContext security) {
        Reach.everything(security);
        return changed(
                node,
                security,
                () -> nodes.drain(node, CallerContext.callerOf(security).name()));
    }

    @Needs(Permission.OPERATE)
    @POST
    @Path("{node}/resume")
    public byte[] resume(@PathParam("node") String node, @Context SecurityContext security) {
        Reach.everything(security);
        return changed(node, security, () -> nodes.resume(node));
    }

    @Needs(Permission.OPERATE)
    @POST
    @Path("{node}/queues/{queue}/stop")
    public byte[] stopQueue(
            @PathParam("node") String node, @PathParam("queue") String queue, @Context SecurityContext security) {
        Reach.wholeQueue(security, queue);
        return changed(node, security, () -> nodes.stopQueue(node, queue));
    }

    @Needs(Permission.OPERATE)
    @POST
    @Path("{node}/queues/{queue}/start")
    public byte[] startQueue(
            @PathParam("node") String node, @PathParam("queue") String queue, @Context SecurityContext security) {
        Reach.wholeQueue(security, queue);
        return changed(node, security, () -> nodes.startQueue(node, queue));
    }

    private byte[] changed(String node, SecurityContext security, Runnable change) {
        JsonObject before = NodeJson.settings(nodes.find(node));
        change.run();
        NodeStatus after = nodes.find(node);
        note.changed(before, NodeJson.settings(after));
        return JsonDocument.bytes(NodeJson.one(after, Reach.of(security)));
    }
}
