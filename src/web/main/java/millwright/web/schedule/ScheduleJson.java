package millwright.web.schedule;

import static millwright.web.json.JsonDocument.instant;
import static millwright.web.json.JsonDocument.text;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import millwright.schedule.Schedule;
import millwright.web.json.JsonDocument;

/** Writes schedules as the API shows them. */
final class ScheduleJson {

    private ScheduleJson() {}

    static JsonObject one(Schedule schedule) {
        return JsonDocument.provider()
                .createObjectBuilder()
                .add("name", schedule.name())
                .add("cron", schedule.cron())
                .add("time_zone", schedule.timeZone())
                .add("definition", schedule.definition())
                .add("parameters", schedule.parameters())
                .add("priority", text(schedule.priority().orElse(null)))
                .add("enabled", schedule.enabled())
                .add("submitter", schedule.submitter())
                .add("created_at", instant(schedule.createdAt()))
                .add(
                        "next_fire_at",
                        instant(schedule.nextFireTimes().stream().findFirst().orElse(null)))
                .add("next_fire_times", times(schedule.nextFireTimes()))
                .add("last_fire_at", instant(schedule.lastFireAt()))
                .add("last_job_id", text(schedule.lastJob()))
                .add("last_error", text(schedule.lastError()))
                .add("last_error_at", instant(schedule.lastErrorAt()))
                .build();
    }

    /** @param last the last name of this page when another follows */
    static JsonObject page(List<Schedule> schedules, Optional<String> last) {
        var items = JsonDocument.provider().createArrayBuilder();
        schedules.forEach(schedule -> items.add(one(schedule)));
        return JsonDocument.provider()
                .createObjectBuilder()
                .add("items", items)
                .add("next_page_token", text(last.map(NameToken::after).orElse(null)))
                .build();
    }

    static JsonObject preview(List<Instant> times) {
        return JsonDocument.provider()
                .createObjectBuilder()
                .add("next_fire_times", times(times))
                .build();
    }

    private static JsonArray times(List<Instant> times) {
        var array = JsonDocument.provider().createArrayBuilder();
        times.forEach(time -> array.add(instant(time)));
        return array.build();
    }
}
