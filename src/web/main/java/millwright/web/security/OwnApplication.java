package millwright.web.security;

import jakarta.ws.rs.NameBinding;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a resource that answers in the API's own application only. Every resource of ours carries it.
 *
 * <p>An application that lists no classes of its own gets every annotated class of the WAR (Jakarta REST, 2.3.2), ours
 * too. So each of our resources also has a path without literal characters, such as <code>{jobs: jobs}</code>: it
 * matches the same paths, and gives way to any resource of the other application's that spells its path out (Jakarta
 * REST, 3.7.2), where two resources at the path "jobs" would be one. Only a catch-all at that application's root still
 * loses to ours.
 */
@NameBinding
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface OwnApplication {}
