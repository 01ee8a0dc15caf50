package vn.lienthong.access.fhir;

import java.io.IOException;
import java.io.OutputStream;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Base;
import org.jspecify.annotations.Nullable;

/**
 * What a provider answers with: an empty HAPI resource that carries the way to write the real one. HAPI routes it like
 * any resource; {@link AnswerInterceptor} writes the bytes.
 */
final class StoredAnswer {

    private static final String CARRIED = StoredAnswer.class.getName();

    /** Writes one resource as minified FHIR JSON. */
    interface Body {
        void writeTo(OutputStream out) throws IOException;
    }

    private StoredAnswer() {}

    static <T extends IBaseResource> T carry(T shell, Body body) {
        ((Base) shell).setUserData(CARRIED, body);
        return shell;
    }

    static @Nullable Body of(@Nullable IBaseResource resource) {
        return resource instanceof Base base && base.getUserData(CARRIED) instanceof Body body ? body : null;
    }
}
