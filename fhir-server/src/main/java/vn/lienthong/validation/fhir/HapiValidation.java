package vn.lienthong.validation.fhir;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.IValidationSupport;
import ca.uhn.fhir.validation.IValidationContext;
import ca.uhn.fhir.validation.ValidationContext;
import ca.uhn.fhir.validation.ValidationOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.hl7.fhir.common.hapi.validation.support.CommonCodeSystemsTerminologyService;
import org.hl7.fhir.common.hapi.validation.support.InMemoryTerminologyServerValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.ValidationSupportChain;
import org.hl7.fhir.common.hapi.validation.validator.FhirInstanceValidator;
import org.hl7.fhir.utilities.validation.ValidationMessage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienthong.validation.Finding;
import vn.lienthong.validation.Finding.Severity;
import vn.lienthong.validation.Turns;
import vn.lienthong.validation.Validation;
import vn.lienthong.validation.ValidationProperties;

/** HAPI's validator, made at the first validation. */
final class HapiValidation implements Validation {

    private static final Logger LOG = LoggerFactory.getLogger(HapiValidation.class);

    /** Enough to repair a resource by; a broken mapping would otherwise fill the answer with the same fault. */
    private static final int MOST_FINDINGS = 200;

    /** HAPI names the resource that an entry holds within a comment. */
    private static final Pattern COMMENT = Pattern.compile("/\\*.*?\\*/");

    private static final Pattern PLACE = Pattern.compile("[A-Z][A-Za-z]+(?:[.\\[].*)?");

    private final FhirContext context;
    private final ValidationProperties properties;
    private final Turns turns;
    private @Nullable Validator made;

    HapiValidation(FhirContext context, ValidationProperties properties) {
        this.context = context;
        this.properties = properties;
        this.turns = new Turns(properties.concurrent(), properties.patience());
    }

    @Override
    public List<Finding> findings(String text, List<String> profiles) {
        return turns.take(() -> {
            var validator = validator();
            var findings = new ArrayList<Finding>();
            profiles.stream()
                    .filter(profile -> !validator.knows(profile))
                    .forEach(profile -> findings.add(unknown(profile, validator)));
            findings.addAll(held(
                    validator, text, profiles.stream().filter(validator::knows).toList()));
            return findings.stream().limit(MOST_FINDINGS).toList();
        });
    }

    private static Finding unknown(String profile, Validator validator) {
        var left = validator.broken.isEmpty()
                ? ""
                : " These packages could not be read: `%s`.".formatted(String.join("`, `", validator.broken));
        return Finding.error(
                "not-found",
                null,
                "Profile `%s` is not known here. Give its canonical URL, or ask the operator to load its package.%s"
                        .formatted(profile, left));
    }

    private List<Finding> held(Validator validator, String text, List<String> profiles) {
        var options = new ValidationOptions();
        profiles.forEach(options::addProfile);
        try {
            return validator.messages(ValidationContext.forText(context, text, options)).stream()
                    .map(HapiValidation::finding)
                    .distinct()
                    .sorted(java.util.Comparator.comparing(Finding::severity))
                    .toList();
        } catch (RuntimeException | StackOverflowError | LinkageError e) {
            // What was sent may be in the message: the kind of the failure has to do.
            LOG.warn("The validator failed on a resource: {}", e.getClass().getName());
            return List.of(
                    new Finding(
                            Severity.FATAL,
                            "exception",
                            null,
                            "The validator could not read this resource to its end. Check that it is FHIR R4, and simplify it."));
        }
    }

    private static Finding finding(ValidationMessage message) {
        var severity = switch (message.getLevel()) {
            case FATAL -> Severity.FATAL;
            case ERROR -> Severity.ERROR;
            case WARNING -> Severity.WARNING;
            case INFORMATION, NULL -> Severity.INFORMATION;
        };
        var type = message.getType();
        return new Finding(
                severity,
                type == null || type.toCode() == null || type.toCode().equals("?") ? "processing" : type.toCode(),
                place(message.getLocation()),
                String.valueOf(message.getMessage()));
    }

    private static @Nullable String place(@Nullable String location) {
        var plain = location == null ? "" : COMMENT.matcher(location).replaceAll("");
        return PLACE.matcher(plain).matches() ? plain : null;
    }

    private synchronized Validator validator() {
        if (made == null) {
            made = new Validator(context, properties);
        }
        return made;
    }

    /** HAPI's validator with the definitions of R4 and of the packages; it tells more of a message than the one around it. */
    private static final class Validator extends FhirInstanceValidator {

        private final Definitions definitions;
        private final List<String> broken;

        Validator(FhirContext context, ValidationProperties properties) {
            this(context, properties, new Definitions(context));
        }

        private Validator(FhirContext context, ValidationProperties properties, Definitions definitions) {
            super(support(context, definitions));
            this.definitions = definitions;
            new OwnDefinitions(context).read(definitions::add);
            var folder = properties.packages();
            this.broken = folder == null || folder.toString().isEmpty()
                    ? List.of()
                    : new ProfilePackages(context).read(folder, definitions::add);
            var worker = new DefinitionContext(getValidationSupport(), definitions);
            worker.completeProfiles(context);
            setWrappedWorkerContext(getValidationSupport(), worker);
            // Extensions of anybody may be sent; those that are known are checked.
            setAnyExtensionsAllowed(true);
        }

        /** Without HAPI's cache: what is looked up lies in memory. */
        private static IValidationSupport support(FhirContext context, Definitions definitions) {
            return new ValidationSupportChain(
                    ValidationSupportChain.CacheConfiguration.disabled(),
                    new DefinitionSupport(context, definitions),
                    new InMemoryTerminologyServerValidationSupport(context),
                    new CommonCodeSystemsTerminologyService(context));
        }

        boolean knows(String profile) {
            return definitions.structure(profile) != null;
        }

        List<ValidationMessage> messages(IValidationContext<?> resource) {
            return validate(resource);
        }
    }
}
