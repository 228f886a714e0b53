package millwright.server.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A certificate with those that vouch for it, and its private key.
 *
 * @param chain the server's own first
 */
public record PemFiles(List<X509Certificate> chain, PrivateKey key) {
    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([A-Za-z0-9+/=\\s]+)-----END \\1-----");

    private static final String KEY = "PRIVATE KEY";

    /** @throws IllegalArgumentException with one line for a person when they cannot be served with */
    public static PemFiles read(Path certificates, Path key) {
        List<X509Certificate> chain = chain(certificates);
        PemFiles files =
                new PemFiles(chain, key(key, chain.get(0).getPublicKey().getAlgorithm()));
        if (!files.belongTogether()) {
            throw new IllegalArgumentException(
                    "the key in " + key + " is not that of the first certificate in " + certificates);
        }
        return files;
    }

    private static List<X509Certificate> chain(Path file) {
        try {
            // it skips what stands between the blocks
            List<X509Certificate> chain = CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(Files.readAllBytes(file)))
                    .stream()
                    .map(X509Certificate.class::cast)
                    .toList();
            if (!chain.isEmpty()) {
                return chain;
            }
        } catch (CertificateException e) {
            // said below, the same as none at all
        } catch (IOException e) {
            throw new IllegalArgumentException(file + " cannot be read", e);
        }
        throw new IllegalArgumentException(file + " holds no certificate: expected -----BEGIN CERTIFICATE-----");
    }

    private static PrivateKey key(Path file, String algorithm) {
        try {
            Matcher block = BLOCK.matcher(Files.readString(file, StandardCharsets.US_ASCII));
            while (block.find()) {
                if (block.group(1).equals(KEY)) {
                    byte[] encoded = Base64.getMimeDecoder().decode(block.group(2));
                    return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(encoded));
                }
                if (block.group(1).endsWith(KEY)) {
                    throw new IllegalArgumentException(file + " holds a key of another form: 'openssl pkcs8 -topk8"
                            + " -nocrypt -in " + file.getFileName() + "' makes the one that is expected");
                }
            }
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException(
                    file + " holds no " + algorithm + " key, which the certificate is for", e);
        } catch (IOException e) {
            throw new IllegalArgumentException(file + " cannot be read", e);
        }
        throw new IllegalArgumentException(file + " holds no key: expected -----BEGIN PRIVATE KEY-----");
    }

    private boolean belongTogether() {
        String algorithm = key.getAlgorithm();
        byte[] anything = new byte[32];
        new SecureRandom().nextBytes(anything);
        try {
            Signature signature = Signature.getInstance(algorithm.equals("EC") ? "SHA256withECDSA" : "SHA256withRSA");
            signature.initSign(key);
            signature.update(anything);
            byte[] signed = signature.sign();
            signature.initVerify(chain.get(0));
            signature.update(anything);
            return signature.verify(signed);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
