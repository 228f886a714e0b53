package millwright.server;

import java.nio.file.Path;
import java.util.Optional;
import millwright.server.tls.PemFiles;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** With whose certificate the server speaks HTTPS, if it does. */
final class TlsOptions {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = "--tls-certificate",
            paramLabel = "<file>",
            converter = ReadableFile.class,
            description = "Speak HTTPS, and nothing else, with this certificate and those that vouch for it (PEM).")
    Path certificate;

    @Option(
            names = "--tls-key",
            paramLabel = "<file>",
            converter = ReadableFile.class,
            description = "The certificate's private key (PEM, PKCS#8, not encrypted).")
    Path key;

    /**
     * What is served with, or empty for plain HTTP.
     *
     * @throws ParameterException if one file is named without the other, or they do not belong together
     */
    Optional<PemFiles> files() {
        if (certificate == null && key == null) {
            return Optional.empty();
        }
        if (certificate == null || key == null) {
            throw new ParameterException(
                    command.commandLine(), "--tls-certificate and --tls-key are given together, or not at all");
        }
        try {
            return Optional.of(PemFiles.read(certificate, key));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command.commandLine(), e.getMessage(), e);
        }
    }
}
