/**
 * The operator's own jobs ({@code --jobs}): reads the jars, refuses what could not run, and writes a copy of the
 * server's WAR with them in {@code WEB-INF/lib}, where CDI finds their beans and they see Jakarta EE and our API.
 *
 * <p>B1 All that can be told from the jars is checked before anything is started or written: a jar that is missing or
 * unreadable, no job definition at all, a definition in two places, a dependency in two versions or in another than the
 * server's; each refusal is one line. B2 A job jar's dependencies come along from inside it ({@code lib/},
 * {@code META-INF/lib/}, {@code WEB-INF/lib/}, {@code BOOT-INF/lib/}, or merged into it) and from beside it (its
 * manifest's {@code Class-Path}, or the same folder). B3 What the server has in the same version is left out of the
 * copy, so that no class is there twice. B4 The copy appears whole or not at all, is made once per content, and is gone
 * after a start without it. B5 Classes in the jars win over those the application server carries for itself.
 *
 * <p>Does not read the job XML itself: the server lists a broken one with its problem.
 */
package millwright.server.jobs;
