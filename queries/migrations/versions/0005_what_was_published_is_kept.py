"""What was published is kept"""

from alembic import op
import sqlalchemy as sa
import queries.tables.storage


revision = '0005'
down_revision = '0004'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('publication',
    sa.Column('number', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('province_code', sa.Text(), nullable=False),
    sa.Column('release_number', sa.Integer(), nullable=False),
    sa.Column('as_of', queries.tables.storage.Day(), nullable=False),
    sa.Column('published_at', sa.Text(), nullable=False),
    sa.Column('published_by', sa.Text(), nullable=False),
    sa.Column('chain', sa.Text(), nullable=False),
    sa.Column('file_sha256', sa.Text(), nullable=False),
    sa.Column('licence', sa.Text(), nullable=True),
    sa.Column('withdraws', sa.Integer(), nullable=True),
    sa.Column('reason', sa.Text(), nullable=True),
    sa.PrimaryKeyConstraint('number', name='pk_publication'),
    sqlite_strict=True
    )
    with op.batch_alter_table('publication', schema=None) as batch_op:
        batch_op.create_index('ix_publication_province_code', ['province_code'], unique=False)


def downgrade() -> None:
    with op.batch_alter_table('publication', schema=None) as batch_op:
        batch_op.drop_index('ix_publication_province_code')

    op.drop_table('publication')
