package millwright.web.job;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import millwright.job.DeadLetters;
import millwright.job.InvalidRequestException;
import millwright.job.Priority;
import millwright.web.json.MalformedJsonException;
import millwright.web.json.Members;
import millwright.web.json.StrictJson;

/**
 * The body of {@code POST /jobs/actions}.
 *
 * @param ids those that differ, in their order
 */
record ActionRequest(
        Action action, List<UUID> ids, Optional<String> reason, boolean cascade, Optional<Priority> priority) {

    private static final Set<String> MEMBERS =
            JobReader.ordered(List.of("action", "ids", "reason", "cascade", "priority"));
    private static final int LONGEST = 100;
    private static final String ACTIONS = "retry, cancel, discard, redrive, reprioritise";

    /** What can be done to many jobs at once. */
    enum Action {
        RETRY,
        CANCEL,
        DISCARD,
        REDRIVE,
        REPRIORITISE;

        static Optional<Action> of(String name) {
            return java.util.Arrays.stream(values())
                    .filter(action -> action.name().toLowerCase(Locale.ROOT).equals(name))
                    .findFirst();
        }
    }

    /**
     * @throws MalformedJsonException when {@code body} is no JSON
     * @throws InvalidRequestException naming every member that does not fit
     */
    static ActionRequest read(String body) {
        Members members = Members.of(StrictJson.read(body), MEMBERS);
        String name = members.requiredText("action", LONGEST);
        Optional<Action> action = Action.of(name);
        if (action.isEmpty() && !name.isEmpty()) {
            members.refuse("action", "is '" + name + "', expected one of " + ACTIONS);
        }
        List<UUID> ids = ids(members);
        Optional<Priority> priority = members.choice("priority", Priority.class);
        if (action.equals(Optional.of(Action.REPRIORITISE)) != priority.isPresent()) {
            members.refuse("priority", "belongs to the action reprioritise, and to nothing else");
        }
        boolean cascade = members.bool("cascade").orElse(false);
        if (cascade && !action.equals(Optional.of(Action.RETRY)) && !action.equals(Optional.of(Action.REDRIVE))) {
            members.refuse("cascade", "belongs to the actions retry and redrive, and to nothing else");
        }
        Optional<String> reason = members.text("reason", OrderRequest.LONGEST_REASON);
        members.finish();
        return new ActionRequest(action.orElseThrow(), ids, reason, cascade, priority);
    }

    private static List<UUID> ids(Members members) {
        List<String> texts = members.texts("ids", DeadLetters.MOST, LONGEST).orElse(List.of());
        Set<UUID> ids = new LinkedHashSet<>();
        for (int i = 0; i < texts.size(); i++) {
            Optional<UUID> id = JobId.read(texts.get(i));
            if (id.isEmpty()) {
                members.refuse("ids", "item " + i + " is no id of a job, a UUID");
                return List.of();
            }
            ids.add(id.get());
        }
        if (ids.isEmpty()) {
            members.refuse("ids", "is required: a list of 1 to " + DeadLetters.MOST + " ids of jobs");
        }
        return new ArrayList<>(ids);
    }
}
