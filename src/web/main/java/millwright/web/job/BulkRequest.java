package millwright.web.job;

import jakarta.json.JsonValue;
import jakarta.json.JsonValue.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import millwright.job.InvalidRequestException;
import millwright.job.JobRequest;
import millwright.job.Violation;
import millwright.web.json.MalformedJsonException;
import millwright.web.json.Members;
import millwright.web.json.StrictJson;

/**
 * The body of {@code POST /jobs/bulk}.
 *
 * @param atomic whether all jobs are accepted or none
 */
record BulkRequest(List<Item> items, boolean atomic) {

    static final int MOST = 10_000;

    /** Of one item no more is said than this: of ten thousand all could be wrong. */
    private static final int MOST_VIOLATIONS = 10;

    private static final int LONGEST_NAME = 200;
    private static final Set<String> MEMBERS = JobReader.ordered(List.of("jobs", "atomic"));
    private static final Set<String> ITEM = JobReader.ordered(
            Stream.concat(Stream.of("name"), JobReader.MEMBERS.stream()).toList());

    /**
     * One of the jobs.
     *
     * @param job empty when it does not fit
     * @param violations why not, by pointers into the item
     */
    record Item(Optional<JobRequest> job, List<Violation> violations) {}

    /**
     * @param beyond what of a request is beyond the caller's scope
     * @throws MalformedJsonException when {@code body} is no JSON
     * @throws InvalidRequestException when it is no bulk, or all are to be accepted and one does not fit
     */
    static BulkRequest read(String body, JobReader reader, Function<JobRequest, Optional<Violation>> beyond) {
        Members members = Members.of(StrictJson.read(body), MEMBERS);
        boolean atomic = members.bool("atomic").orElse(false);
        List<JsonValue> jobs = members.any("jobs")
                .filter(value -> value.getValueType() == ValueType.ARRAY)
                .map(JsonValue::asJsonArray)
                .filter(list -> !list.isEmpty() && list.size() <= MOST)
                .<List<JsonValue>>map(list -> list)
                .orElse(List.of());
        if (jobs.isEmpty()) {
            members.refuse("jobs", "is required: a list of 1 to " + MOST + " objects");
        }
        members.finish();
        BulkRequest request = new BulkRequest(
                jobs.stream().map(job -> item(job, reader, beyond)).toList(), atomic);
        if (atomic) {
            request.refuseUnfit();
        }
        return request;
    }

    private static Item item(JsonValue job, JobReader reader, Function<JobRequest, Optional<Violation>> beyond) {
        try {
            Members members = Members.ofItem(job, ITEM);
            JobRequest request = reader.read(members);
            Optional<String> name = members.text("name", LONGEST_NAME);
            members.finish();
            JobRequest named = name.map(request::withName).orElse(request);
            return beyond.apply(named)
                    .map(violation -> new Item(Optional.empty(), List.of(violation)))
                    .orElseGet(() -> new Item(Optional.of(named), List.of()));
        } catch (InvalidRequestException e) {
            return new Item(
                    Optional.empty(),
                    e.violations().stream().limit(MOST_VIOLATIONS).toList());
        }
    }

    private void refuseUnfit() {
        List<Violation> violations = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            String place = "/jobs/" + i;
            items.get(i)
                    .violations()
                    .forEach(violation ->
                            violations.add(new Violation(place + violation.pointer(), violation.detail())));
        }
        if (!violations.isEmpty()) {
            throw new InvalidRequestException(violations);
        }
    }

    /** Those that fit, in their order. */
    List<JobRequest> fit() {
        return items.stream().flatMap(item -> item.job().stream()).toList();
    }
}
