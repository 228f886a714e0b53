package millwright.schedule;

import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.Timeout;
import jakarta.ejb.TimerConfig;
import jakarta.ejb.TimerService;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import java.time.Duration;

/** Makes a node tick by an EJB timer that is this process's own: what is due is in PostgreSQL, for any node to find. */
@Singleton
@TransactionManagement(TransactionManagementType.BEAN)
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
public class ScheduleTimer {

    @Resource
    private TimerService timers;

    private volatile Runnable tick;

    /** From now on {@code tick} runs, at once and then after each {@code interval}. */
    public void start(Runnable tick, Duration interval) {
        this.tick = tick;
        timers.createIntervalTimer(0, Math.max(1, interval.toMillis()), new TimerConfig("schedules", false));
    }

    @Timeout
    void tick() {
        tick.run();
    }
}
