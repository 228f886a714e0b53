package millwright.batch;

import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.stream.JsonParsingException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import millwright.batch.JobXmlPlaces.ParameterUse;
import millwright.config.NearestName;
import millwright.database.Json;
import millwright.job.ParameterSchema;

/**
 * The file {@code <name>.schema.json} beside a job XML, which says what the job's parameters may be: a JSON Schema
 * (2020-12) of one flat object.
 *
 * <pre>
 * {"title": "Nightly import", "description": "Imports a day's file.",
 *  "required": ["file"],
 *  "properties": {
 *    "file":  {"type": "string", "minLength": 1},
 *    "day":   {"type": "string", "format": "date"},
 *    "limit": {"type": "integer", "minimum": 0, "maximum": 1000, "default": 10},
 *    "mode":  {"type": "string", "enum": ["full", "delta"], "default": "full"}}}
 * </pre>
 *
 * <p>Types are string, integer, number and boolean; {@code default}, {@code enum}, the bounds, lengths, {@code pattern}
 * and {@code format} hold at submit, when defaults are filled in, whoever submits. Keywords beyond these are refused. A
 * parameter that is not declared is refused unless {@code additionalProperties} is true. Artifacts see the values as
 * texts, numbers written plainly, by {@code #{jobParameters['limit']}}, and typed by {@code @BatchProperty}. A job XML
 * without such a file takes any parameters.
 */
final class CompanionSchema {

    private static final String SUFFIX = ".schema.json";

    private CompanionSchema() {}

    /**
     * The schema of a job; any parameters for one without such a file.
     *
     * @throws JobXmlException with the place where the file is wrong
     */
    static ParameterSchema of(ClassLoader loader, String job) {
        String file = JobXml.FOLDER + job + SUFFIX;
        try (InputStream in = loader.getResourceAsStream(file)) {
            if (in == null) {
                return ParameterSchema.any();
            }
            JsonObject document = Json.object(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            return ParameterSchema.of(closed(document));
        } catch (JsonParsingException e) {
            throw broken(
                    file,
                    (int) e.getLocation().getLineNumber(),
                    (int) e.getLocation().getColumnNumber(),
                    e.getMessage());
        } catch (IllegalArgumentException | JsonException | ClassCastException | IOException e) {
            throw broken(file, 0, 0, e.getMessage());
        }
    }

    /** Says what holds: a parameter that is not declared is refused unless the file says otherwise. */
    private static JsonObject closed(JsonObject document) {
        return document.containsKey("additionalProperties")
                ? document
                : Json.provider()
                        .createObjectBuilder(document)
                        .add("additionalProperties", false)
                        .build();
    }

    private static JobXmlException broken(String file, int line, int column, String reason) {
        return new JobXmlException(List.of(
                new JobXmlProblem(file, line, column, String.valueOf(reason).replace('\n', ' '))));
    }

    /** The expressions that ask for a parameter that no request can give. */
    static List<JobXmlProblem> unknown(String document, List<ParameterUse> uses, ParameterSchema schema) {
        JsonObject rules = schema.document();
        if (rules.getBoolean("additionalProperties", false)) {
            return List.of();
        }
        Set<String> declared = rules.containsKey("properties")
                ? rules.getJsonObject("properties").keySet()
                : Set.of();
        List<JobXmlProblem> problems = new ArrayList<>();
        for (ParameterUse use : uses) {
            if (!declared.contains(use.name())) {
                problems.add(new JobXmlProblem(
                        document,
                        use.line(),
                        use.column(),
                        "#{jobParameters['" + use.name() + "']} is no parameter of the job's schema"
                                + (declared.isEmpty()
                                        ? ", which has none"
                                        : " (nearest: '" + NearestName.of(use.name(), declared) + "')")));
            }
        }
        return problems;
    }
}
