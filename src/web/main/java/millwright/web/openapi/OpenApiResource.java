package millwright.web.openapi;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.core.Variant;
import java.util.Map;
import java.util.Set;
import millwright.web.openapi.OpenApiDocument.Form;
import millwright.web.request.QueryParameters;
import millwright.web.security.Open;
import millwright.web.security.OwnApplication;

/** {@code /openapi}; {@link OwnApplication} says why the path is a template. */
@Path("{openapi: openapi}")
@Produces({"application/yaml", MediaType.APPLICATION_JSON})
@ApplicationScoped
@OwnApplication
public class OpenApiResource {

    private static final Map<Form, OpenApiDocument> DOCUMENTS =
            Map.of(Form.YAML, OpenApiDocument.read(Form.YAML), Form.JSON, OpenApiDocument.read(Form.JSON));

    @Open
    @GET
    public Response document(@Context UriInfo uri, @Context Request request) {
        QueryParameters query = new QueryParameters(uri.getQueryParameters(), Set.of("format"));
        Form form = query.one("format", Form::named, "yaml or json").orElseGet(() -> accepted(request));
        query.finish();
        String path = uri.getBaseUri().getRawPath().replaceFirst("/$", "");
        return Response.ok(DOCUMENTS.get(form).at(path), form.mediaType()).build();
    }

    private static Form accepted(Request request) {
        Variant best = request.selectVariant(
                Variant.mediaTypes(MediaType.valueOf(Form.YAML.mediaType()), MediaType.APPLICATION_JSON_TYPE)
                        .build());
        return best != null && MediaType.APPLICATION_JSON_TYPE.equals(best.getMediaType()) ? Form.JSON : Form.YAML;
    }
}
