package vn.lienthong;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

@DisplayName("The architecture")
class ArchitectureTest {

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("vn.lienthong");

    @Test
    @DisplayName("has modules without cycles that use only what their charters allow")
    void modules() {
        ApplicationModules.of(LienThong.class).verify();
    }

    @Test
    @DisplayName("keeps the types of HAPI in packages named fhir")
    void hapi() {
        noClasses()
                .that()
                .resideOutsideOfPackage("..fhir..")
                .should()
                .dependOnClassesThat(resideInAnyPackage("ca.uhn.fhir..", "org.hl7.fhir.."))
                .because("everywhere else the exchange speaks in its own records (design, section 3)")
                .check(CLASSES);
    }

    @Test
    @DisplayName("keeps SQL in packages named store")
    void sql() {
        noClasses()
                .that()
                .resideOutsideOfPackage("..store..")
                .should()
                .dependOnClassesThat(resideInAnyPackage("java.sql..", "javax.sql..", "org.springframework.jdbc.."))
                .check(CLASSES);
    }

    @Test
    @DisplayName("leaves the decision engine with the JDK alone")
    void consent() {
        classes()
                .that()
                .resideInAPackage("vn.lienthong.consent..")
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage("java..", "org.jspecify..", "vn.lienthong.consent.."))
                .because("a decision must be the same wherever it is made")
                .check(CLASSES);
    }

    @Test
    @DisplayName("lets only access and the importer touch the record")
    void record() {
        noClasses()
                .that(resideInAPackage("vn.lienthong..")
                        .and(resideInAnyPackage(
                                        "vn.lienthong.record..", "vn.lienthong.access..", "vn.lienthong.importer..")
                                .negate()))
                .should()
                .dependOnClassesThat(resideInAPackage("vn.lienthong.record.."))
                .because("there is one door to patients' data, and consent stands in it")
                .check(CLASSES);
    }

    @Test
    @DisplayName("names packages by what they are about")
    void packageNames() {
        noClasses()
                .should()
                .resideInAnyPackage("..util..", "..common..", "..service..", "..impl..", "..dto..", "..helper..")
                .check(CLASSES);
    }

    @Test
    @DisplayName("has a charter, and no nulls by accident, in each package")
    void charters() {
        List<String> without = CLASSES.stream()
                .map(JavaClass::getPackage)
                .distinct()
                .filter(directory -> !hasCharter(directory))
                .map(JavaPackage::getName)
                .toList();

        assertThat(without).as("packages without @NullMarked package-info").isEmpty();
    }

    @Test
    @DisplayName("has no static field that can be set")
    void staticState() {
        noFields()
                .that()
                .areStatic()
                .and()
                .areNotFinal()
                .should()
                .beDeclaredInClassesThat()
                .resideInAPackage("vn.lienthong..")
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    private static boolean hasCharter(JavaPackage directory) {
        return directory.getPackageInfo().isAnnotatedWith(NullMarked.class);
    }
}
