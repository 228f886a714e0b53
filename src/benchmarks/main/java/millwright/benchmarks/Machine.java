package millwright.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** What a figure was measured on. */
final class Machine {

    private Machine() {}

    static void describe(DatabaseServer server, Lines lines) throws SQLException {
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        lines.print("date", LocalDate.now(ZoneOffset.UTC).toString(), "utc");
        lines.print("machine.processors", Integer.toString(system.getAvailableProcessors()), "cores");
        lines.print("machine.memory", Long.toString(system.getTotalMemorySize() >> 30), "GiB");
        lines.print("machine.system", system.getName() + "-" + system.getArch(), "name");
        lines.print("java", Runtime.version().toString(), "version");
        String version = server.text(server.maintenance(), "SHOW server_version");
        lines.print("postgresql", version.replaceAll(" .*", ""), "version");
        lines.print("postgresql.shared_buffers", server.text(server.maintenance(), "SHOW shared_buffers"), "size");
    }
}
