package careers;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.security.enterprise.authentication.mechanism.http.BasicAuthenticationMechanismDefinition;
import jakarta.security.enterprise.credential.Credential;
import jakarta.security.enterprise.credential.UsernamePasswordCredential;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import jakarta.security.enterprise.identitystore.IdentityStore;
import java.util.Set;

/** Who may sign in, and how: one recruiter, by name and password. */
@ApplicationScoped
@BasicAuthenticationMechanismDefinition(realmName = "careers")
public class Recruiters implements IdentityStore {

    @Override
    public CredentialValidationResult validate(Credential credential) {
        return credential instanceof UsernamePasswordCredential given && given.compareTo("rita", "recruits")
                ? new CredentialValidationResult("rita", Set.of("recruiter"))
                : CredentialValidationResult.INVALID_RESULT;
    }
}
